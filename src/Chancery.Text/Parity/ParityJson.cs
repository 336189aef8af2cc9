using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chancery.Text.Parity;

/// <summary>A line of JSON Lines input: two editions and the name under which the answer is wanted.</summary>
public sealed record ParityInput(string Id, ParityText Source, ParityText Target);

/// <summary>The documented JSON of the check: <c>{"id", "languages", "findings"}</c>, and its input, one object a line.</summary>
public static class ParityJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The report as one line, or indented for people.</summary>
    public static string Write(ParityReport report, string? id, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Compact)) Write(json, report, id);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, ParityReport report, string? id)
    {
        json.WriteStartObject();
        if (id is null) json.WriteNull("id");
        else json.WriteString("id", Whole(id));
        json.WriteStartArray("languages");
        json.WriteStringValue(Whole(report.SourceLanguage));
        json.WriteStringValue(Whole(report.TargetLanguage));
        json.WriteEndArray();
        if (report.Refusal is { } refusal) json.WriteString("refused", refusal);
        if (report.Remarks.Count > 0)
        {
            json.WriteStartArray("remarks");
            foreach (var remark in report.Remarks) json.WriteStringValue(Whole(remark));
            json.WriteEndArray();
        }
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind);
            json.WriteString("severity", Name(finding.Severity));
            json.WriteString("rule", finding.Rule);
            json.WriteString("explanation", Whole(finding.Explanation));
            Span("source", finding.Source);
            Span("target", finding.Target);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Span(string name, FindingSpan? span)
        {
            if (span is null)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartObject(name);
            json.WriteNumber("start", span.Start);
            json.WriteNumber("end", span.End);
            json.WriteString("text", Whole(span.Text));
            json.WriteString("reading", Whole(span.Reading));
            json.WriteEndObject();
        }
    }

    /// <summary>Reads a line of input; what is wrong with it comes back in <paramref name="problem"/>.</summary>
    public static ParityInput? Read(string line, out string? problem)
    {
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && Edition(root, "source") is { } source && Edition(root, "target") is { } target)
                return new(Id(root), source, target);
            problem = "The line needs \"source\" and \"target\", each with \"language\" and \"text\".";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problem = "The line is not JSON.";
        }
        return null;
    }

    private static string Id(JsonElement root) =>
        !root.TryGetProperty("id", out var id) ? "" : id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    private static ParityText? Edition(JsonElement root, string name) =>
        root.TryGetProperty(name, out var edition) && edition.ValueKind == JsonValueKind.Object
        && edition.TryGetProperty("language", out var language) && language.ValueKind == JsonValueKind.String
        && edition.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? new(language.GetString()!, text.GetString()!) : null;

    private static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Check => "check",
        _ => "note",
    };

    // Half a surrogate pair cannot be written as UTF-8.
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) output.Append(rune);
        return output.ToString();
    }
}
