namespace Chancery.Text.Segmentation;

/// <summary>
/// Blocks by lines, in one pass and without recursion: markers are taken off the front of each line in a loop, so that ten
/// thousand nested quotes cost as much as ten thousand characters.
/// </summary>
internal sealed class MarkdownBlocks
{
    private readonly string text;
    private readonly List<Block> blocks = [];
    private readonly List<(int Start, int End)> lines = [];
    private BlockKind kind = BlockKind.Paragraph;

    // The sign at which the last line of marks turned out to be none: a nested list asks again for each of its levels.
    private (int At, char Mark) broken = (-1, '\0');

    private MarkdownBlocks(string text) => this.text = text;

    public static List<Block> Read(string text)
    {
        var reader = new MarkdownBlocks(text);
        reader.ReadLines();
        return reader.blocks;
    }

    private void ReadLines()
    {
        var position = 0;
        if (text.StartsWith('\uFEFF')) position = 1;
        position = FrontMatter(position);
        while (position < text.Length)
        {
            var end = LineEnd(position, out var next);
            if (FenceAt(position, end) is { } fence)
            {
                Flush();
                position = Code(position, next, fence);
                continue;
            }
            Line(position, end);
            position = next;
        }
        Flush();
    }

    private int LineEnd(int position, out int next)
    {
        var length = text.AsSpan(position).IndexOfAny('\n', '\r');
        if (length < 0)
        {
            next = text.Length;
            return text.Length;
        }
        var end = position + length;
        next = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        return end;
    }

    // Of the head of a page only its title and description are texts; the rest is for machines and differs by right.
    private int FrontMatter(int position)
    {
        var end = LineEnd(position, out var next);
        if (text.AsSpan(position, end - position).TrimEnd() is not "---") return position;
        var found = new List<(int Start, int End)>();
        for (var at = next; at < text.Length && at - position < 20_000;)
        {
            end = LineEnd(at, out next);
            var line = text.AsSpan(at, end - at);
            if (line.TrimEnd() is "---" or "...")
            {
                foreach (var (from, to) in found) Add(BlockKind.Metadata, from, to, [(from, to)]);
                return next;
            }
            var colon = line.IndexOf(':');
            if (line.Trim().IsEmpty) return position;
            if (colon > 0 && line[..colon].Trim() is "title" or "description" or "summary" or "subtitle" or "headline" or "lead")
            {
                var from = at + colon + 1;
                var to = end;
                while (from < to && text[from] is ' ' or '"' or '\'' or '>') from++;
                while (to > from && text[to - 1] is ' ' or '"' or '\'') to--;
                if (to > from) found.Add((from, to));
            }
            at = next;
        }
        return position;
    }

    private (char Mark, int Length)? FenceAt(int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t' or '>') start++;
        if (start >= end || text[start] is not ('`' or '~')) return null;
        var mark = text[start];
        var length = 0;
        while (start + length < end && text[start + length] == mark) length++;
        if (length < 3) return null;
        // ```one line``` is a span, not a fence.
        return mark == '`' && text.AsSpan(start + length, end - start - length).Contains('`') ? null : (mark, length);
    }

    private int Code(int start, int next, (char Mark, int Length) fence)
    {
        var position = next;
        var last = next;
        while (position < text.Length)
        {
            var end = LineEnd(position, out next);
            last = end;
            var from = position;
            while (from < end && text[from] is ' ' or '\t' or '>') from++;
            var line = text.AsSpan(from, end - from).TrimEnd();
            position = next;
            if (line.Length >= fence.Length && !line.ContainsAnyExcept(fence.Mark)) break;
        }
        Add(BlockKind.Code, start, Math.Max(start, last), []);
        return position;
    }

    private void Line(int start, int end)
    {
        var lineKind = BlockKind.Paragraph;
        var marked = false;
        while (start < end)
        {
            var c = text[start];
            if (c is ' ' or '\t' or '\u00A0' or '\u3000') start++;
            else if (c == '>' && lineKind != BlockKind.Heading)
            {
                if (kind != BlockKind.Quotation && lines.Count > 0) Flush();
                lineKind = lineKind == BlockKind.ListItem ? lineKind : BlockKind.Quotation;
                start++;
            }
            else if (ListMarker(start, end) is var marker and > 0)
            {
                lineKind = BlockKind.ListItem;
                marked = true;
                start += marker;
            }
            else if (c == '#' && Hashes(start, end) is var hashes and > 0)
            {
                lineKind = BlockKind.Heading;
                marked = true;
                start += hashes;
                while (end > start && text[end - 1] is '#' or ' ') end--;
                break;
            }
            else break;
        }
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (start >= end)
        {
            Flush();
            return;
        }
        if (Underline(start, end) is { } mark)
        {
            // A line under a paragraph makes it a heading; elsewhere it is a rule.
            if (lines.Count > 0 && kind == BlockKind.Paragraph && mark is '=' or '-') kind = BlockKind.Heading;
            Flush();
            return;
        }
        if (text[start] == '|' || IsRow(start, end))
        {
            Flush();
            if (!IsDelimiterRow(start, end)) Add(BlockKind.TableRow, start, end, Cells(start, end));
            return;
        }
        if (IsLinkDefinition(start, end)) marked = true;
        if (marked) Flush();
        if (lines.Count == 0) kind = lineKind;
        lines.Add((start, end));
        if (lineKind == BlockKind.Heading) Flush();
    }

    private int ListMarker(int start, int end)
    {
        if (text[start] is '-' or '*' or '+' or '•' or '·' or '▪' or '○' or '■' or '◦' or '※')
            return start + 1 < end && text[start + 1] is ' ' or '\t' && Underline(start, end) is null ? 2 : 0;
        var digits = 0;
        while (digits < 3 && start + digits < end && char.IsAsciiDigit(text[start + digits])) digits++;
        if (digits is 0 or > 2 || start + digits + 1 >= end) return 0;
        if (text[start + digits] is not ('.' or ')') || text[start + digits + 1] is not (' ' or '\t')) return 0;
        // "2. 23. 화요일" is a day, and so may be "23. Februar".
        var after = start + digits + 2;
        var more = after;
        while (more < end && char.IsAsciiDigit(text[more])) more++;
        if (more > after && more < end && text[more] == '.') return 0;
        return digits + 2;
    }

    private int Hashes(int start, int end)
    {
        var count = 0;
        while (start + count < end && text[start + count] == '#') count++;
        return count <= 6 && start + count < end && text[start + count] is ' ' or '\t' ? count : 0;
    }

    private char? Underline(int start, int end)
    {
        var mark = text[start];
        if (mark is not ('=' or '-' or '*' or '_')) return null;
        if (broken.Mark == mark && start <= broken.At && broken.At < end) return null;
        var count = 0;
        for (var i = start; i < end; i++)
        {
            if (text[i] == mark) count++;
            else if (text[i] != ' ')
            {
                broken = (i, mark);
                return null;
            }
        }
        return count >= 3 || (count >= 2 && mark is '=' or '-') ? mark : null;
    }

    private bool IsRow(int start, int end)
    {
        // Without an outer bar only rows beside a delimiter row or another row count; "a | b" in prose is rare and harmless.
        var line = text.AsSpan(start, end - start);
        return line.Count(" | ") >= 1 && (IsDelimiterRow(start, end) || blocks is [.., { Kind: BlockKind.TableRow } last] && start - last.End < 8);
    }

    private bool IsDelimiterRow(int start, int end) =>
        text.AsSpan(start, end - start) is var line && !line.ContainsAnyExcept("|-: \t") && line.Contains('-');

    private List<(int Start, int End)> Cells(int start, int end)
    {
        var cells = new List<(int Start, int End)>();
        var from = start;
        for (var i = start; i <= end; i++)
        {
            if (i < end && (text[i] != '|' || (i > start && text[i - 1] == '\\'))) continue;
            var (a, b) = (from, i);
            while (a < b && char.IsWhiteSpace(text[a])) a++;
            while (b > a && char.IsWhiteSpace(text[b - 1])) b--;
            if (b > a) cells.Add((a, b));
            from = i + 1;
        }
        return cells;
    }

    private bool IsLinkDefinition(int start, int end)
    {
        if (text[start] != '[') return false;
        var close = text.AsSpan(start, Math.Min(end - start, 200)).IndexOf("]:", StringComparison.Ordinal);
        return close > 1;
    }

    private void Flush()
    {
        if (lines.Count > 0) Add(kind, lines[0].Start, lines[^1].End, lines);
        lines.Clear();
        kind = BlockKind.Paragraph;
    }

    private void Add(BlockKind of, int start, int end, IReadOnlyList<(int Start, int End)> parts)
    {
        var inline = InlineReading.Of(text, parts, of == BlockKind.TableRow);
        if (inline.Text.AsSpan().Trim().IsEmpty && inline.Links.Count == 0 && of != BlockKind.Code) return;
        blocks.Add(new(of, start, end, inline));
    }
}
