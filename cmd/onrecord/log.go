package main

import (
	"io"
	"log/slog"
)

// logging are the options of what a command reports while it runs.
type logging struct {
	LogFormat string     `enum:"text,json" default:"text" help:"Format of the log on stderr: ${enum}."`
	LogLevel  slog.Level `default:"info" placeholder:"LEVEL" help:"Lowest level that is logged: debug, info, warn, error."`
}

func (l logging) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: l.LogLevel}
	if l.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
