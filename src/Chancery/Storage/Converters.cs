using System.Text.Json;
using Chancery.Kernel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chancery.Storage;

/// <summary>Instants are UTC; SQLite gives them back without a kind and PostgreSQL refuses any other.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

internal sealed class TranslatedConverter() : ValueConverter<Translated, string>(
    value => JsonSerializer.Serialize(value.Texts, Plain),
    value => new Translated(JsonSerializer.Deserialize<Dictionary<string, string>>(value, Plain)!))
{
    // Hangul stays readable (and searchable by LIKE) in the column.
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

internal sealed class TranslatedComparer() : ValueComparer<Translated>(
    (a, b) => a == null ? b == null : a.Equals(b),
    value => value.GetHashCode(),
    value => value);
