using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Chancery.Features.Stories;

/// <summary>Texts from JSON Lines: <c>{"id", "story", "language", "title", "headings": [], "body", "published"?}</c>, also "summary", "slug" and "kind".</summary>
internal static class ImportLines
{
    /// <summary>A text of the longest body, all written as <c>\uXXXX</c>, stays well below it.</summary>
    public const int LineLimit = 8_000_000;

    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false };

    public static async IAsyncEnumerable<ImportItem> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken stop)
    {
        var number = 0;
        await foreach (var (line, read) in SplitAsync(file, stop))
        {
            number++;
            var where = string.Create(CultureInfo.InvariantCulture, $"line {number:N0}");
            if (line is not { } bytes)
            {
                yield return new(where, null, string.Create(CultureInfo.InvariantCulture, $"it is longer than {LineLimit / 1_000_000} MB"), read);
                continue;
            }
            if (number == 1 && bytes.Span.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
            if (bytes.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var (text, problem) = Parse(bytes);
            yield return new(where, text, problem, read);
        }
    }

    internal static (ImportText? Text, string? Problem) Parse(ReadOnlyMemory<byte> line)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line.Span)) return (null, "it is not UTF-8");
        try
        {
            using var document = JsonDocument.Parse(line, Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, "it is no JSON object");
            var draft = new ImportDraft();
            List<string> headings = [];
            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.Null) continue;
                switch (field.Name)
                {
                    case "id": draft.Id = Text(field); break;
                    case "story": draft.Story = Text(field); break;
                    case "language": draft.Language = Text(field); break;
                    case "title": draft.Title = Text(field); break;
                    case "summary": draft.Summary = Text(field); break;
                    case "body": draft.Body = Text(field); break;
                    case "published": draft.Published = Text(field); break;
                    case "slug": draft.Slug = Text(field); break;
                    case "kind": draft.Kind = Text(field); break;
                    case "headings":
                        if (field.Value.ValueKind != JsonValueKind.Array) throw new FormatException("\"headings\" is no list of texts");
                        foreach (var heading in field.Value.EnumerateArray())
                            headings.Add(heading.ValueKind == JsonValueKind.String ? heading.GetString()! : throw new FormatException("\"headings\" is no list of texts"));
                        break;
                }
            }
            draft.Body = WithHeadings(draft.Body ?? "", headings);
            return draft.Checked();
        }
        catch (JsonException broken)
        {
            return (null, broken.Message.Contains("uplicate", StringComparison.Ordinal) ? "a field stands in it twice" : string.Create(CultureInfo.InvariantCulture, $"it is not JSON (at byte {broken.BytePositionInLine + 1})"));
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
        catch (InvalidOperationException)
        {
            return (null, "it has half a character (a lone surrogate)");
        }

        static string Text(JsonProperty field) => field.Value.ValueKind switch
        {
            JsonValueKind.String => field.Value.GetString()!,
            JsonValueKind.Number => field.Value.GetRawText(),
            _ => throw new FormatException($"\"{field.Name}\" is no text"),
        };
    }

    /// <summary>
    /// A heading that is a line of the body becomes one there; those that the body does not have stand before it, so that
    /// they are headings to readers and to the search.
    /// </summary>
    internal static string WithHeadings(string body, IReadOnlyList<string> headings)
    {
        if (headings.Count == 0) return body;
        var lines = body.ReplaceLineEndings("\n").Split('\n').ToList();
        var first = new StringBuilder();
        var from = 0;
        foreach (var heading in headings.Select(h => string.Join(' ', h.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(h => h.Length > 0))
        {
            // In the order of the list: two chapters may have the same name.
            var at = lines.FindIndex(from, line => Is(line, heading));
            if (at < 0) at = lines.FindIndex(line => Is(line, heading));
            if (at < 0)
            {
                first.Append("## ").Append(heading).Append("\n\n");
                continue;
            }
            if (lines[at].AsSpan().TrimStart()[0] != '#')
            {
                lines[at] = $"## {heading}";
                if (at > 0 && lines[at - 1].Length > 0) lines.Insert(at++, "");
                if (at + 1 < lines.Count && lines[at + 1].Length > 0) lines.Insert(at + 1, "");
            }
            from = at + 1;
        }
        return first + string.Join('\n', lines);

        static bool Is(string line, string heading) =>
            line.AsSpan().Trim().TrimStart('#').Trim().SequenceEqual(heading);
    }

    /// <summary>Lines as bytes, so that one that is not UTF-8 spoils no other; null in place of one over the limit. Each is good until the next is asked for.</summary>
    private static async IAsyncEnumerable<(ReadOnlyMemory<byte>? Line, long Read)> SplitAsync(Stream file, [EnumeratorCancellation] CancellationToken stop)
    {
        var line = new ArrayBufferWriter<byte>(1 << 16);
        var buffer = new byte[1 << 16];
        var (tooLong, before) = (false, 0L);
        int read;
        while ((read = await file.ReadAsync(buffer, stop)) > 0)
        {
            var from = 0;
            while (from < read)
            {
                var end = buffer.AsSpan(from, read - from).IndexOf((byte)'\n');
                var to = end < 0 ? read : from + end;
                if (line.WrittenCount + to - from > LineLimit) tooLong = true;
                if (tooLong) line.ResetWrittenCount();
                else line.Write(buffer.AsSpan(from, to - from));
                from = to + 1;
                if (end < 0) break;
                // Without the type, null would become an empty line: bytes may be made of a null array.
                yield return (tooLong ? default(ReadOnlyMemory<byte>?) : line.WrittenMemory, before + from);
                tooLong = false;
                line.ResetWrittenCount();
            }
            before += read;
        }
        if (tooLong) yield return (null, before);
        else if (line.WrittenCount > 0) yield return (line.WrittenMemory, before);
    }
}
