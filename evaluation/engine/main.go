// Command engine runs the encoder for bench.py, which measures it against ONNX
// Runtime. It reads commands, a line each, and answers each with a line:
//
//	load MODEL WINDOWS      -> the kernels in use
//	time WORKERS            -> seconds and CPU seconds that one pass over the windows takes
//	hidden FILE             -> ok; writes hidden states, float32, a row a piece
//	article MODEL TEXT      -> seconds and CPU seconds that Document takes for the text in file TEXT
//	parse MODEL             -> seconds and CPU seconds that it takes to load, bytes that stay allocated
//
// WINDOWS is a file of int32: the number of windows, their lengths, their ids.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"onrecord/extractors/encoder"
)

func main() {
	s := session{models: map[string]*encoder.Model{}}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		answer, err := s.answer(strings.Fields(in.Text()))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(answer)
	}
}

type session struct {
	models  map[string]*encoder.Model
	model   *encoder.Model
	windows [][]encoder.Piece
}

func (s *session) answer(command []string) (string, error) {
	var workers int
	switch {
	case len(command) == 3 && command[0] == "load":
		if err := s.load(command[1]); err != nil {
			return "", err
		}
		data, err := os.ReadFile(command[2])
		if err != nil {
			return "", err
		}
		s.windows, err = windows(data)
		return s.model.Kernels(), err
	case len(command) == 2 && command[0] == "time":
		if _, err := fmt.Sscan(command[1], &workers); err != nil {
			return "", err
		}
		seconds, cpu, err := s.time(workers)
		return fmt.Sprint(seconds, " ", cpu), err
	case len(command) == 2 && command[0] == "hidden":
		return "ok", s.hidden(command[1])
	case len(command) == 3 && command[0] == "article":
		if err := s.load(command[1]); err != nil {
			return "", err
		}
		text, err := os.ReadFile(command[2])
		if err != nil {
			return "", err
		}
		start, used := time.Now(), cpuSeconds()
		s.model.Document(string(text))
		return fmt.Sprint(time.Since(start).Seconds(), " ", cpuSeconds()-used), nil
	case len(command) == 2 && command[0] == "parse":
		return parse(command[1])
	}
	return "", fmt.Errorf("no command: %q", command)
}

func parse(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start, used := time.Now(), cpuSeconds()
	m, err := encoder.Parse(data)
	seconds, cpu := time.Since(start).Seconds(), cpuSeconds()-used
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(m)
	return fmt.Sprint(seconds, " ", cpu, " ", after.HeapAlloc-before.HeapAlloc), err
}

func (s *session) load(path string) error {
	if s.models[path] == nil {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if s.models[path], err = encoder.Parse(data); err != nil {
			return err
		}
	}
	s.model = s.models[path]
	return nil
}

func windows(data []byte) ([][]encoder.Piece, error) {
	in := bytes.NewReader(data)
	next := func() (int, error) {
		var v int32
		err := binary.Read(in, binary.LittleEndian, &v)
		return int(v), err
	}
	n, err := next()
	if err != nil || n < 0 || n > len(data) {
		return nil, fmt.Errorf("%d windows: %w", n, io.ErrUnexpectedEOF)
	}
	out := make([][]encoder.Piece, n)
	for i := range out {
		n, err := next()
		if err != nil || n < 0 || n > len(data) {
			return nil, fmt.Errorf("window of %d: %w", n, io.ErrUnexpectedEOF)
		}
		out[i] = make([]encoder.Piece, n)
	}
	for _, w := range out {
		for i := range w {
			id, err := next()
			if err != nil {
				return nil, err
			}
			w[i].ID = int32(id)
		}
	}
	return out, nil
}

// batchPieces is about the pieces of a call of Encode.
const batchPieces = 512

func (s *session) time(workers int) (seconds, cpu float64, err error) {
	batch := max(1, batchPieces/len(s.windows[0]))
	runtime.GC()
	var wait sync.WaitGroup
	var next atomic.Int64
	errs := make([]error, workers)
	start, used := time.Now(), cpuSeconds()
	for w := range workers {
		wait.Go(func() {
			var out encoder.Output
			for i := int(next.Add(1)-1) * batch; i < len(s.windows); i = int(next.Add(1)-1) * batch {
				if err := s.model.Encode(&out, s.windows[i:min(i+batch, len(s.windows))]...); err != nil {
					errs[w] = err
				}
			}
		})
	}
	wait.Wait()
	return time.Since(start).Seconds(), cpuSeconds() - used, errors.Join(errs...)
}

func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func (s *session) hidden(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	var out encoder.Output
	for _, window := range s.windows {
		if err := s.model.Encode(&out, window); err != nil {
			return err
		}
		if err := binary.Write(w, binary.LittleEndian, out.Hidden.Data); err != nil {
			return err
		}
	}
	return w.Flush()
}
