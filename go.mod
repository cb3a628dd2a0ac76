module github.com/sapa-inbox/sapa

go 1.26
