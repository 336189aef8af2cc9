namespace Chancery.Text.Facts.Reading;

/// <summary>The forms of a language that writes them without a space behind: the longest at a place, wherever words end.</summary>
internal sealed class SuffixTable
{
    private readonly Dictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> _forms;
    private readonly int[] _longest = new int[char.MaxValue + 1];

    public SuffixTable(string text)
    {
        var forms = Table.Parse(text, []);
        foreach (var form in forms.Keys)
        {
            _longest[form[0]] = Math.Max(_longest[form[0]], form.Length);
            _longest[char.ToUpperInvariant(form[0])] = _longest[form[0]];
        }
        _forms = forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool Begins(char c) => _longest[c] > 0;

    public Term? Match(Scan scan, int at, out int end) => Match(scan, at, int.MaxValue, out end);

    public Term? Match(Scan scan, int at, int most, out int end)
    {
        end = at;
        if (at >= scan.N) return null;
        for (var length = Math.Min(Math.Min(_longest[scan.S[at]], scan.N - at), most); length > 0; length--)
        {
            if (!_forms.TryGetValue(scan.S.AsSpan(at, length), out var term)) continue;
            end = at + length;
            return term;
        }
        return null;
    }
}
