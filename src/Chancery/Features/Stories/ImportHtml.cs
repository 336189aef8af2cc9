using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Chancery.Features.Stories;

/// <summary>
/// HTML of an old site as Markdown: what an edition can say (paragraphs, headings, lists, quotations, tables, links,
/// emphasis) is kept, the rest is its words.
/// </summary>
internal static partial class ImportHtml
{
    /// <summary>Deeper than any text; keeps a page of nothing but opening tags from ending the process.</summary>
    private const int Deepest = 100;

    public static string ToMarkdown(string html)
    {
        var body = new HtmlParser().ParseDocument(WithoutShortcodes(html)).Body!;
        var output = new StringBuilder();
        // Old WordPress keeps no paragraphs, only empty lines.
        Blocks(body, output, "", body.QuerySelector("p") is null, 0);
        return EmptyLines().Replace(output.ToString(), "\n\n").Trim('\n');
    }

    /// <summary>WordPress's own marks in brackets: a caption keeps its words, a gallery has none.</summary>
    private static string WithoutShortcodes(string html) =>
        html.Contains('[', StringComparison.Ordinal) ? Shortcodes().Replace(html, "") : html;

    private static void Blocks(INode parent, StringBuilder output, string indent, bool emptyLinesPart, int depth)
    {
        var words = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                Paragraph(words, output, indent);
                Block(element, output, indent, emptyLinesPart, depth + 1);
                continue;
            }
            if (emptyLinesPart && node is IText text)
            {
                var parts = EmptyLine().Split(text.Data.ReplaceLineEndings("\n"));
                for (var i = 0; i < parts.Length; i++)
                {
                    if (i > 0) Paragraph(words, output, indent);
                    words.Append(Escaped(parts[i]).Replace("\n", "  \n", StringComparison.Ordinal));
                }
                continue;
            }
            Inline(node, words, depth + 1);
        }
        Paragraph(words, output, indent);
    }

    private static void Block(IElement element, StringBuilder output, string indent, bool emptyLinesPart, int depth)
    {
        if (depth > Deepest)
        {
            Paragraph(new StringBuilder(Escaped(Flat(element))), output, indent);
            return;
        }
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                var heading = Line(Inlines(element, depth));
                if (heading.Length > 0) Start(output, indent).Append('#', Math.Clamp(element.LocalName[1] - '0', 2, 4)).Append(' ').Append(heading).Append("\n\n");
                break;
            case "ul" or "ol":
                var number = element.LocalName == "ol" ? Math.Clamp(int.TryParse(element.GetAttribute("start"), out var start) ? start : 1, 0, 999_999) : -1;
                foreach (var item in element.Children)
                {
                    var mark = number < 0 ? "- " : $"{number++}. ";
                    var inner = new StringBuilder();
                    Blocks(item, inner, "", false, depth);
                    var lines = inner.ToString().Trim('\n').Split('\n');
                    if (lines is [""]) continue;
                    var tight = Array.TrueForAll(lines, l => l.Length > 0);
                    output.Append(indent).Append(mark).Append(string.Join('\n', lines.Select((l, i) => i == 0 || l.Length == 0 ? l : indent + new string(' ', mark.Length) + l))).Append(tight ? "\n" : "\n\n");
                }
                output.Append('\n');
                break;
            case "blockquote":
                var quoted = new StringBuilder();
                Blocks(element, quoted, "", emptyLinesPart, depth);
                var said = EmptyLines().Replace(quoted.ToString(), "\n\n").Trim('\n');
                if (said.Length > 0) output.Append(string.Join('\n', said.Split('\n').Select(l => $"{indent}> {l}".TrimEnd()))).Append("\n\n");
                break;
            case "pre":
                var code = element.TextContent.ReplaceLineEndings("\n").Trim('\n');
                var fence = code.Contains("```", StringComparison.Ordinal) ? "~~~~" : "```";
                if (code.Length > 0) output.Append(indent).Append(fence).Append('\n').Append(indent).Append(code.Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append('\n').Append(indent).Append(fence).Append("\n\n");
                break;
            case "hr":
                Start(output, indent).Append("---\n\n");
                break;
            case "table":
                Table((IHtmlTableElement)element, output, indent, depth);
                break;
            case "dt":
                var term = Line(Inlines(element, depth));
                if (term.Length > 0) Start(output, indent).Append("**").Append(term).Append("**\n\n");
                break;
            default:
                Blocks(element, output, indent, emptyLinesPart && element.LocalName != "p", depth);
                break;
        }
    }

    private static void Table(IHtmlTableElement table, StringBuilder output, string indent, int depth)
    {
        var rows = table.Rows.Select(row => row.Cells.Select(cell => Line(Inlines(cell, depth)).Replace("|", "\\|", StringComparison.Ordinal)).ToList()).Where(row => row.Exists(cell => cell.Length > 0)).ToList();
        if (rows.Count == 0) return;
        var width = rows.Max(row => row.Count);
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            output.Append(indent).Append("| ").Append(string.Join(" | ", row.Concat(Enumerable.Repeat("", width - row.Count)))).Append(" |\n");
            if (i == 0) output.Append(indent).Append(string.Concat(Enumerable.Repeat("|---", width))).Append("|\n");
        }
        output.Append('\n');
    }

    private static string Inlines(INode parent, int depth)
    {
        var words = new StringBuilder();
        foreach (var node in parent.ChildNodes) Inline(node, words, depth + 1);
        return words.ToString();
    }

    private static void Inline(INode node, StringBuilder words, int depth)
    {
        if (node is IText text) words.Append(Escaped(text.Data));
        if (node is not IElement element || IsSilent(element)) return;
        if (depth > Deepest)
        {
            words.Append(Escaped(Flat(element)));
            return;
        }
        switch (element.LocalName)
        {
            case "br":
                words.Append("  \n");
                break;
            case "strong" or "b":
                Marked(words, Inlines(element, depth), "**");
                break;
            case "em" or "i" or "cite":
                Marked(words, Inlines(element, depth), "*");
                break;
            case "code":
                var code = element.TextContent;
                if (code.Length > 0) words.Append(code.Contains('`', StringComparison.Ordinal) ? $"`` {code} ``" : $"`{code}`");
                break;
            case "img":
                if (Address(element.GetAttribute("src")) is { } source) words.Append("![").Append(Escaped(element.GetAttribute("alt") ?? "")).Append("](").Append(source).Append(')');
                break;
            case "iframe":
                if (Address(element.GetAttribute("src")) is { } framed) words.Append('<').Append(framed).Append('>');
                break;
            case "a":
                var label = Inlines(element, depth);
                if (Address(element.GetAttribute("href")) is { } address && label.Trim().Length > 0) words.Append('[').Append(Line(label)).Append("](").Append(address).Append(')');
                else words.Append(label);
                break;
            default:
                // A block inside a line (a cell with paragraphs): parted by a space.
                if (IsBlock(element)) words.Append(' ');
                words.Append(Inlines(element, depth));
                if (IsBlock(element)) words.Append(' ');
                break;
        }
    }

    /// <summary>Spaces stand outside of the marks, or they are no marks.</summary>
    private static void Marked(StringBuilder words, string inner, string mark)
    {
        var bare = inner.Trim();
        if (bare.Length == 0 || bare.Contains('\n', StringComparison.Ordinal)) words.Append(inner);
        else words.Append(char.IsWhiteSpace(inner[0]) ? " " : "").Append(mark).Append(bare).Append(mark).Append(char.IsWhiteSpace(inner[^1]) ? " " : "");
    }

    private static void Paragraph(StringBuilder words, StringBuilder output, string indent)
    {
        var lines = words.ToString().Split("  \n").Select(Line).ToList();
        words.Clear();
        while (lines is [.., ""]) lines.RemoveAt(lines.Count - 1);
        while (lines is ["", ..]) lines.RemoveAt(0);
        if (lines.Count > 0) output.Append(indent).Append(string.Join("  \n" + indent, lines.Where(l => l.Length > 0).Select(AtStart))).Append("\n\n");
    }

    private static StringBuilder Start(StringBuilder output, string indent) => output.Append(indent);

    private static string Line(string words) => Spaces().Replace(words, " ").Trim();

    /// <summary>A line of words that begins as a heading, a quotation or a list would.</summary>
    private static string AtStart(string line)
    {
        var mark = LineMark().Match(line);
        return mark.Success ? line.Insert(mark.Groups[1].Index, "\\") : line;
    }

    private static string Escaped(string words) => Special().Replace(words.Replace(' ', ' '), "\\$0");

    private static string Flat(IElement element) => element.TextContent;

    /// <summary>An address that a link may have, with nothing in it that would end the link.</summary>
    private static string? Address(string? value)
    {
        value = value?.Trim();
        if (value is null || !Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto" or "tel")) return null;
        return uri.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
    }

    private static bool IsSilent(IElement element) =>
        element.LocalName is "script" or "style" or "noscript" or "template" or "svg" or "form" or "button" or "object" or "head";

    private static bool IsBlock(IElement element) => element.LocalName is "p" or "div" or "section" or "article" or "header" or "footer" or "main" or "aside" or "figure" or "figcaption"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "li" or "dl" or "dt" or "dd" or "blockquote" or "pre" or "hr" or "table" or "center" or "address" or "details" or "summary" or "nav";

    [GeneratedRegex(@"\[/?(?:caption|gallery|embed|audio|video|playlist)\b[^\]\[]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Shortcodes();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLines();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLine();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:\d{1,9})?([#>+.)-])(?:[\s#]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex LineMark();

    [GeneratedRegex(@"[\\`*_\[\]<&]", RegexOptions.NonBacktracking)]
    private static partial Regex Special();
}
