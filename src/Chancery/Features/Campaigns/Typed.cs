using System.Globalization;

namespace Chancery.Features.Campaigns;

/// <summary>Reads what people type into date, time and number fields. Empty is fine and null; only nonsense is refused.</summary>
internal static class Typed
{
    public static bool TryDate(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
            || found.Year is < 1900 or > 2200) return false;
        day = found;
        return true;
    }

    public static bool TryTime(string? text, out TimeOnly? time)
    {
        time = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)) return false;
        time = found;
        return true;
    }

    /// <summary>1,800,000 or 1 800 000 or 420.50: not negative, at most four decimals.</summary>
    public static bool TryAmount(string? text, out decimal? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var found)
            || found >= 10_000_000_000_000m || decimal.Round(found, 4) != found) return false;
        amount = found;
        return true;
    }

    public static bool TryDegrees(string? text, double limit, out double? degrees)
    {
        degrees = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var found)
            || !double.IsFinite(found) || Math.Abs(found) > limit) return false;
        degrees = found;
        return true;
    }

    public static string? Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Show(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string? Show(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);
}
