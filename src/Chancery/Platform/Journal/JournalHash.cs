using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chancery.Kernel;

namespace Chancery.Platform.Journal;

/// <summary>
/// The chain: <c>h(n) = SHA-256(h(n-1) ‖ canonical JSON of entry n)</c> in lower-case hexadecimal, h(0) empty.
/// Canonical JSON is written here field by field in a fixed order, so it cannot move with a serialiser's options.
/// </summary>
internal static class JournalHash
{
    public static string Of(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", entry.Sequence);
            json.WriteString("id", entry.Id);
            json.WriteString("mission", entry.MissionId);
            json.WriteString("kind", entry.Kind);
            Write(json, "programme", entry.ProgrammeId?.ToString());
            Write(json, "action", entry.ActionId?.ToString());
            Write(json, "subject", entry.SubjectId?.ToString());
            Write(json, "happenedOn", entry.HappenedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Write(json, "happenedTo", entry.HappenedTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Write(json, "happenedAt", entry.HappenedAt?.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
            json.WriteString("recordedAt", entry.RecordedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            Write(json, "by", entry.ById?.ToString());
            // Databases keep different numbers of trailing zeros; the value is what counts.
            Write(json, "quantity", entry.Quantity?.ToString("0.####", CultureInfo.InvariantCulture));
            Write(json, "reverses", entry.Reverses?.ToString());
            json.WriteString("text", entry.TextHash);
            json.WriteString("payload", entry.Payload);
            json.WriteStartArray("evidence");
            foreach (var proof in entry.Evidence.OrderBy(p => p.Position))
                json.WriteStringValue(proof.Sha256 ?? proof.Link ?? "");
            json.WriteEndArray();
            json.WriteEndObject();
        }
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.ASCII.GetBytes(entry.PreviousHash));
        sha.AppendData(buffer.WrittenSpan);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    public static string OfText(JournalText? text)
    {
        if (text is null) return "";
        var all = new StringBuilder(text.Salt);
        foreach (var part in (Translated[])[text.Words, text.Place, text.Unit])
        {
            all.Append('\u0001');
            foreach (var (language, words) in part.Texts) all.Append(language).Append('\u0002').Append(words).Append('\u0003');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }
}
