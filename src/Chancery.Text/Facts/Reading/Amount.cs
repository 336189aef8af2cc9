using System.Globalization;

namespace Chancery.Text.Facts.Reading;

/// <summary>A number: a decimal where it fits into one, else its digits.</summary>
internal readonly record struct Amount(decimal Value, string? Long = null)
{
    public static implicit operator Amount(decimal value) => new(value);

    /// <summary>Of digits without separators, and the digits after the decimal mark.</summary>
    public static Amount Of(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        whole = whole.TrimStart('0');
        fraction = fraction.TrimEnd('0');
        if (whole.Length + fraction.Length <= 27)
        {
            decimal value = 0, unit = 1;
            foreach (var c in whole) value = value * 10 + (c - '0');
            foreach (var c in fraction) value += (c - '0') * (unit /= 10);
            return new(value);
        }
        var digits = whole.Length == 0 ? "0" : whole.ToString();
        return new(0, fraction.Length == 0 ? digits : $"{digits}.{fraction}");
    }

    public Amount Times(decimal factor)
    {
        if (factor == 1) return this;
        if (Long is null)
        {
            try { return new(Value * factor); }
            catch (OverflowException) { return new(0, $"{Canonical(Value)}×{Canonical(factor)}"); }
        }
        return new(0, $"{Long}×{Canonical(factor)}");
    }

    public static Amount operator +(Amount a, Amount b)
    {
        if (a.Long is not null || b.Long is not null) return a.Long is not null ? a : b;
        try { return new(a.Value + b.Value); }
        catch (OverflowException) { return new(0, $"{Canonical(a.Value)}+{Canonical(b.Value)}"); }
    }

    public bool Fits => Long is null;

    public bool IsWhole => Fits && decimal.Truncate(Value) == Value;

    public bool IsWholeIn(int low, int high) => IsWhole && Value >= low && Value <= high;

    public string Key => Long ?? Canonical(Value);

    /// <summary>227,000 and 21.87.</summary>
    public string Reading => Long ?? (Value == decimal.Truncate(Value)
        ? Value.ToString("#,##0", CultureInfo.InvariantCulture)
        : Value.ToString("#,##0.############################", CultureInfo.InvariantCulture));

    public static string Canonical(decimal value) => value == decimal.Truncate(value)
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("0.############################", CultureInfo.InvariantCulture);
}
