namespace Chancery.Text.Search;

/// <summary>The strings of pairs of letters, each made once; bounded.</summary>
internal sealed class Pairs
{
    private const int Most = 1 << 16;
    private readonly Dictionary<uint, string> _known = [];

    public string Of(char first, char second)
    {
        var key = (uint)first << 16 | second;
        if (_known.TryGetValue(key, out var pair)) return pair;
        if (_known.Count >= Most) _known.Clear();
        return _known[key] = new string([first, second]);
    }
}
