package api

import (
	"html/template"
	"net/http"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// docsPage is the API's document as a page people can read: made from the same document, without a script.
func (a *API) docsPage(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+docsStyleHash+"'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	_ = docsTemplate.Execute(w, a.docs())
}

type docs struct {
	Title, Version, About string
	Style                 template.CSS
	Groups                []docGroup
	Schemas               []docSchema
}

type docGroup struct {
	Name       string
	Operations []docOperation
}

type docOperation struct {
	Method, Path, ID, Summary string
	Session                   bool
	Fields                    []docField
	Body, Answer              string // names of schemas
	Status                    string
}

type docField struct {
	Name, In, Type, About string
	Required              bool
}

type docSchema struct {
	Name, About string
	Fields      []docField
}

func (a *API) docs() docs {
	o := a.huma.OpenAPI()
	d := docs{Title: o.Info.Title, Version: o.Info.Version, About: o.Info.Description, Style: docsStyle}
	groups := map[string][]docOperation{}
	for path, item := range o.Paths {
		for method, op := range map[string]*huma.Operation{
			"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete,
		} {
			if op != nil {
				groups[op.Tags[0]] = append(groups[op.Tags[0]], docOf(method, path, op))
			}
		}
	}
	for name, operations := range groups {
		sort.Slice(operations, func(i, j int) bool {
			return operations[i].Path+operations[i].Method < operations[j].Path+operations[j].Method
		})
		d.Groups = append(d.Groups, docGroup{name, operations})
	}
	sort.Slice(d.Groups, func(i, j int) bool { return d.Groups[i].Name < d.Groups[j].Name })
	schemas := o.Components.Schemas.Map()
	for name, s := range schemas {
		d.Schemas = append(d.Schemas, docSchema{name, s.Description, fieldsOf(s)})
	}
	sort.Slice(d.Schemas, func(i, j int) bool { return d.Schemas[i].Name < d.Schemas[j].Name })
	return d
}

func docOf(method, path string, op *huma.Operation) docOperation {
	d := docOperation{Method: method, Path: path, ID: op.OperationID, Summary: op.Summary, Session: len(op.Security) > 0}
	for _, p := range op.Parameters {
		d.Fields = append(d.Fields, docField{Name: p.Name, In: p.In, Type: typeName(p.Schema), About: p.Description, Required: p.Required})
	}
	if op.RequestBody != nil {
		d.Body = contentName(op.RequestBody.Content)
	}
	for status, r := range op.Responses {
		if strings.HasPrefix(status, "2") {
			d.Status, d.Answer = status, contentName(r.Content)
		}
	}
	return d
}

// contentName is the name of what a body holds.
func contentName(content map[string]*huma.MediaType) string {
	for kind, m := range content {
		if kind == "application/octet-stream" || strings.HasPrefix(kind, "image/") {
			return "bytes"
		}
		return typeName(m.Schema)
	}
	return ""
}

func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case s.Type == huma.TypeArray:
		return "list of " + typeName(s.Items)
	case len(s.Enum) > 0:
		words := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			words[i], _ = v.(string)
		}
		return strings.Join(words, " | ")
	case s.Format != "":
		return s.Type + " (" + s.Format + ")"
	}
	return s.Type
}

func fieldsOf(s *huma.Schema) []docField {
	required := map[string]bool{}
	for _, name := range s.Required {
		required[name] = true
	}
	var fields []docField
	for name, p := range s.Properties {
		fields = append(fields, docField{Name: name, Type: typeName(p), About: p.Description, Required: required[name]})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Name < fields[j].Name })
	return fields
}
