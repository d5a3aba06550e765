package peak

//go:noescape
func vnni(n int)
