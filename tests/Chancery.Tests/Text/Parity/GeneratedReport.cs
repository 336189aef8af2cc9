using System.Globalization;
using System.Text;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>A difference that was put into a pair: what it is, and where it stands (empty where a side has nothing).</summary>
public sealed record Injected(string Kind, (int Start, int End)? Source, (int Start, int End)? Target);

/// <summary>A pair of editions with the differences that were put in.</summary>
public sealed record GeneratedPair(string Name, ParityText Source, ParityText Target, IReadOnlyList<Injected> Differences);

/// <summary>One value of a sentence, in both languages, with other values that it may be exchanged for in the Korean.</summary>
internal sealed record Slot(string English, string Korean, params (string Kind, string Korean)[] Mutations);

/// <summary>A sentence in both languages with the values in it; {0} and {0:은} (with the particle that fits) mark the places.</summary>
internal sealed record Line(string English, string Korean, Slot[] Slots);

/// <summary>Particles that follow the last syllable, and the joining of texts with the places of what was put in.</summary>
internal static class Korean
{
    private static readonly Dictionary<string, (string Closed, string Open)> Pairs = new()
    {
        ["은"] = ("은", "는"), ["이"] = ("이", "가"), ["을"] = ("을", "를"), ["과"] = ("과", "와"), ["으로"] = ("으로", "로"), ["이라"] = ("이라", "라"), ["이다"] = ("이다", "다"),
    };

    public static string Particle(string word, string particle)
    {
        if (!Pairs.TryGetValue(particle, out var pair)) return particle;
        var last = word.LastOrDefault(char.IsLetterOrDigit);
        var closed = last switch
        {
            >= '\uAC00' and <= '\uD7A3' => (last - '\uAC00') % 28 is var tail && tail != 0 && !(particle == "으로" && tail == 8),
            '0' or '1' or '3' or '6' or '7' or '8' => true,
            >= 'a' and <= 'z' => "lmn".Contains(last),
            >= 'A' and <= 'Z' => "LMNR".Contains(last),
            _ => false,
        };
        return closed ? pair.Closed : pair.Open;
    }

    public static string Number(long number, int style)
    {
        if (number < 10_000) return style == 1 && number >= 1000 && number % 1000 == 0 ? $"{number / 1000}천" : number.ToString("N0", CultureInfo.InvariantCulture);
        var (high, low) = (number / 10_000, number % 10_000);
        if (high >= 10_000) return $"{high / 10_000}억" + (high % 10_000 > 0 ? $" {(high % 10_000).ToString("N0", CultureInfo.InvariantCulture)}만" : "") + (low > 0 ? $" {low.ToString("N0", CultureInfo.InvariantCulture)}" : "");
        return style switch
        {
            0 => number.ToString("N0", CultureInfo.InvariantCulture),
            1 when low % 1000 == 0 && low > 0 => $"{high}만 {low / 1000}천",
            2 when low > 0 => $"{high}만{low}",
            _ => low == 0 ? $"{high}만" : $"{high}만 {low.ToString("N0", CultureInfo.InvariantCulture)}",
        };
    }

    private static readonly string[] Units = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
    private static readonly string[] Tens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

    public static string Native(int number) => number == 20 ? "스무" : Tens[number / 10] + Units[number % 10];
}

/// <summary>Builds a text out of pieces and remembers where each stands.</summary>
internal sealed class Builder
{
    private readonly StringBuilder text = new();

    public int Length => text.Length;

    public (int Start, int End) Add(string piece)
    {
        var start = text.Length;
        text.Append(piece);
        return (start, text.Length);
    }

    /// <summary>Writes a template; <paramref name="values"/> fill {0}, {1:은} …; gives the places of the values.</summary>
    public (int Start, int End)[] Fill(string template, IReadOnlyList<string> values)
    {
        var places = new (int, int)[values.Count];
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }
            var close = template.IndexOf('}', i);
            var inside = template[(i + 1)..close].Split(':');
            var slot = int.Parse(inside[0], CultureInfo.InvariantCulture);
            places[slot] = Add(values[slot]);
            if (inside.Length > 1) text.Append(Korean.Particle(values[slot], inside[1]));
            i = close;
        }
        return places;
    }

    public override string ToString() => text.ToString();
}
