package main

func tilesAVX2() {}
