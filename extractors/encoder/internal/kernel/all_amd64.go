package kernel

// All is the kernels that this CPU can run, the fastest first.
func All() []*Kernels { return []*Kernels{Portable} }
