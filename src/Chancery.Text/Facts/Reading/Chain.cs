namespace Chancery.Text.Facts.Reading;

/// <summary>The numeral signs of a language that counts in ten-thousands.</summary>
internal sealed class Numerals
{
    private readonly Dictionary<char, (int Digit, decimal Small, decimal Big)> _signs = [];

    /// <param name="digits">Signs of 0 to 9; "영공/일/이…" groups by <c>/</c>.</param>
    /// <param name="small">Signs of 10, 100, 1000.</param>
    /// <param name="big">Signs of 10⁴, 10⁸, 10¹², 10¹⁶.</param>
    public Numerals(string digits, string small, string big)
    {
        var value = 0;
        foreach (var group in digits.Split('/'))
        {
            foreach (var c in group) _signs[c] = (value, 0, 0);
            value++;
        }
        var power = 10m;
        foreach (var group in small.Split('/'))
        {
            foreach (var c in group) _signs[c] = (-1, power, 0);
            power *= 10;
        }
        foreach (var group in big.Split('/'))
        {
            foreach (var c in group) _signs[c] = (-1, 0, power);
            power *= 10_000;
        }
    }

    public bool Has(char c) => _signs.ContainsKey(c);

    public bool IsUnit(char c) => _signs.TryGetValue(c, out var sign) && sign.Digit < 0;

    /// <summary>Ten-thousand and more.</summary>
    public bool IsBig(char c) => _signs.TryGetValue(c, out var sign) && sign.Big > 0;

    public decimal Unit(char c) => _signs.TryGetValue(c, out var sign) ? Math.Max(sign.Small, sign.Big) : 0;

    public int Digit(char c) => _signs.TryGetValue(c, out var sign) ? sign.Digit : -1;

    /// <summary>
    /// Reads 22만 7,000 · 35억 5천만 · 1.2억 · 이십삼만 · 三十五億. Returns the number of numeral signs read, or -1 where there is no number.
    /// </summary>
    public int Read(Scan scan, int at, DigitStyle style, bool mayRunOn, ref Quantity q)
    {
        var s = scan.S;
        Amount total = 0m, section = 0m;
        Amount? current = null;
        decimal lastBig = decimal.MaxValue, lastSmall = decimal.MaxValue;
        var (p, end, signs, run) = (at, at, 0, 0);
        q.IsPlain = true;
        while (p < scan.N)
        {
            var c = s[p];
            if (char.IsAsciiDigit(c))
            {
                if (current is not null) break;
                var figure = Digits.Read(scan, p, style);
                if (figure.IsIdentifier) { if (p == at) return -1; break; }
                if (p == at)
                {
                    (q.Other, q.IsOdd, q.IsPlain, q.Digits) = (figure.Other, figure.IsOdd, figure.IsPlain, figure.Digits);
                }
                else
                {
                    // 22만 7,000: what follows is smaller than the unit before.
                    var limit = Math.Min(lastBig, lastSmall == decimal.MaxValue ? decimal.MaxValue : lastSmall);
                    if (!figure.Value.Fits || figure.Value.Value >= limit || !figure.Value.IsWhole && p > end) break;
                    if (s[p] == '0') break;
                    q.IsPlain = false;
                    q.Other = null;
                }
                current = figure.Value;
                p = end = figure.End;
                continue;
            }
            if (!_signs.TryGetValue(c, out var sign)) break;
            if (sign.Digit >= 0)
            {
                if (current is not null)
                {
                    // 二〇一六: digits said one by one.
                    if (!mayRunOn || signs == 0 || section.Value != 0 || total.Value != 0 || run > 8 || !current.Value.Fits) break;
                    current = current.Value.Value * 10 + sign.Digit;
                    run++;
                }
                else (current, run) = (sign.Digit, 1);
            }
            else if (sign.Small > 0)
            {
                if (sign.Small >= lastSmall || current is { Fits: true, Value: 0 }) break;
                section += (current ?? 1m).Times(sign.Small);
                (current, lastSmall) = (null, sign.Small);
                q.IsPlain = false;
            }
            else
            {
                if (sign.Big >= lastBig) break;
                var part = current is { } rest ? section + rest : section;
                if (part.Fits && part.Value == 0) { if (total.Fits && total.Value > 0 || current is not null) break; part = 1m; }
                total += part.Times(sign.Big);
                (section, current, lastBig, lastSmall) = (0m, null, sign.Big, decimal.MaxValue);
                q.IsPlain = false;
            }
            q.Other = null;
            signs++;
            p = end = p + 1;
            // A space may follow a big unit when figures or signs of a smaller one go on.
            if (sign.Big > 0 || sign.Small >= 100 && signs > 0)
            {
                if (Scan.IsSpace(s[p]) && (char.IsAsciiDigit(s[p + 1]) && sign.Big > 0 || sign.Big > 0 && GoesOn(s, p + 1, sign.Big))) p++;
            }
        }
        if (end == at) return -1;
        q.Value = total + section + (current ?? 0m);
        q.End = end;
        q.Digits = signs > 0 && run < 4 ? 0 : Math.Max(q.Digits, run);
        q.IsPlain |= run == 4 && signs == 4;
        if (signs > 0 && run != signs) q.IsOdd = false;
        return signs;
    }

    // 삼십오억 오천만: the next group is at least two signs and smaller.
    private bool GoesOn(char[] s, int at, decimal big)
    {
        var end = at;
        var largest = 0m;
        while (_signs.TryGetValue(s[end], out var sign)) { largest = Math.Max(largest, Math.Max(sign.Small, sign.Big)); end++; }
        return end - at >= 2 && largest > 0 && largest < big;
    }
}
