//go:build !amd64

package peak

func vnni(int) {}
