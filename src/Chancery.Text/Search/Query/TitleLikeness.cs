namespace Chancery.Text.Search;

/// <summary>
/// How much a title is like a question: Dice's coefficient over the letter pairs of both without spaces and endings, so
/// that neither spacing nor particles count.
/// </summary>
internal sealed class TitleLikeness
{
    private const int Longest = 500;

    private readonly string _asked;
    private readonly uint[] _pairs;
    private readonly ushort[] _counts;
    private readonly int _mask;

    public TitleLikeness(string asked)
    {
        _asked = asked.Length > Longest ? asked[..Longest] : asked;
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_asked.Length * 2) + 2);
        (_pairs, _counts, _mask) = (new uint[size], new ushort[size], size - 1);
        for (var i = 0; i + 1 < _asked.Length; i++)
        {
            var at = Place(Pair(_asked[i], _asked[i + 1]));
            _pairs[at] = Pair(_asked[i], _asked[i + 1]);
            _counts[at]++;
        }
    }

    /// <summary>The most that a line of so many letters can be like it; endings only make it shorter.</summary>
    public double Most(int length) => length >= _asked.Length || _asked.Length < 2 ? 1 : 2.0 * Math.Max(0, length - 1) / (_asked.Length - 1 + Math.Max(1, length - 1));

    public double Dice(ReadOnlySpan<char> line)
    {
        if (_asked.Length < 2 || line.Length < 2) return line.Length > 0 && line.SequenceEqual(_asked) ? 1 : 0;
        Span<ushort> left = stackalloc ushort[_counts.Length];
        _counts.CopyTo(left);
        var shared = 0;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            var at = Place(Pair(line[i], line[i + 1]));
            if (left[at] == 0) continue;
            left[at]--;
            shared++;
        }
        return 2.0 * shared / (_asked.Length - 1 + line.Length - 1);
    }

    private static uint Pair(char a, char b) => ((uint)a << 16) | b;

    // Where the pair is, or an empty place.
    private int Place(uint pair)
    {
        var at = (int)((pair * 2654435761u) >> 12) & _mask;
        while (_pairs[at] != 0 && _pairs[at] != pair) at = (at + 1) & _mask;
        return at;
    }
}
