using System.Runtime.InteropServices;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>A text that can be completed to.</summary>
/// <param name="Text">What is shown: a title, a name, a tag.</param>
/// <param name="Weight">Among texts that match equally well, more comes first; any scale, 0 or more.</param>
/// <param name="Payload">What the caller finds it again by.</param>
public readonly record struct CompletionEntry(string Text, double Weight, long Payload);

/// <summary>
/// Completes what is being typed, from the first letter on and while a syllable of Hangul is still being composed: 이탱 on the
/// way to 이태원 matches by its jamo, and ㅇㅌㅇ by initial consonants. A match begins at the beginning of any word; spaces
/// typed or not make no difference. Immutable: built anew when its entries change, and safe for any number of readers.
/// </summary>
public sealed class CompletionIndex
{
    private const int LongestKey = 48;
    private const int MostWords = 12;
    private const int MostLookedAt = 100_000;

    private readonly CompletionEntry[] _entries;
    private readonly Keys _letters;
    private readonly Keys _initials;

    private CompletionIndex(CompletionEntry[] entries, Keys letters, Keys initials) => (_entries, _letters, _initials) = (entries, letters, initials);

    /// <summary>Completes nothing.</summary>
    public static CompletionIndex Empty { get; } = Build([]);

    /// <summary>How many texts it has.</summary>
    public int Count => _entries.Length;

    /// <summary>Builds it. Of a text only the first 12 words can be completed from, and of each what comes within 48 letters.</summary>
    public static CompletionIndex Build(IEnumerable<CompletionEntry> entries)
    {
        CompletionEntry[] all = [.. entries];
        var (letters, initials) = (new List<(string, int, bool)>(), new List<(string, int, bool)>());
        for (var i = 0; i < all.Length; i++)
        {
            var words = SearchFolding.Plain(SearchFolding.Fold(all[i].Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; at < words.Length && at < MostWords; at++)
            {
                var rest = Squeezed(string.Concat(words[at..Math.Min(words.Length, at + LongestKey)]));
                if (rest.Length == 0) continue;
                var key = Jamo.Apart(rest);
                letters.Add((key.Length > LongestKey ? key[..LongestKey] : key, i, at == 0));
                var first = Initials(rest);
                if (first.Length > 0) initials.Add((first.Length > LongestKey ? first[..LongestKey] : first, i, at == 0));
            }
        }
        return new(all, new(letters), new(initials));
    }

    /// <summary>
    /// The best <paramref name="top"/> entries in which a word begins with what is typed: those whose text begins with it
    /// before those with it further in, then by weight, then the shorter text. Each entry once.
    /// </summary>
    /// <param name="prefix">What was typed so far. Nothing typed completes to nothing.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="accept">Passes over entries that the reader may not see; none by default.</param>
    public IReadOnlyList<CompletionEntry> Complete(ReadOnlySpan<char> prefix, int top, Func<CompletionEntry, bool>? accept = null)
    {
        var typed = Squeezed(SearchFolding.Plain(SearchFolding.Fold(prefix.Length > 200 ? prefix[..200] : prefix)).Replace(" ", "", StringComparison.Ordinal));
        if (typed.Length == 0 || top <= 0) return [];
        var found = new Dictionary<int, bool>();
        var key = Jamo.Apart(typed);
        _letters.Find(key.Length > LongestKey ? key[..LongestKey] : key, found);
        // Only consonants were typed: they are initials, and one alone may also be a letter of a word.
        if (typed.AsSpan().IndexOfAnyExceptInRange('ㄱ', 'ㅎ') < 0) _initials.Find(typed.Length > LongestKey ? typed[..LongestKey] : typed, found);
        return [.. found.Where(pair => accept is null || accept(_entries[pair.Key]))
            .OrderByDescending(pair => pair.Value).ThenByDescending(pair => _entries[pair.Key].Weight).ThenBy(pair => _entries[pair.Key].Text.Length).ThenBy(pair => pair.Key)
            .Take(top).Select(pair => _entries[pair.Key])];
    }

    // Letters and figures only: quotes, brackets and hyphens are seldom typed.
    private static string Squeezed(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var c in text)
            if (Scripts.Of(c) is not (Script.None or Script.Joiner or Script.Dropped)) output.Append(c);
        return output.ToString();
    }

    // The lead of each syllable; letters of other scripts end it.
    private static string Initials(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text)
        {
            if (!Jamo.IsSyllable(c)) break;
            output.Append(Jamo.Leads[Jamo.Lead(c)]);
        }
        return output.ToString();
    }

    /// <summary>Sorted keys, each with its entry and whether it is the beginning of the text.</summary>
    private sealed class Keys
    {
        private readonly string[] _keys;
        private readonly (int Entry, bool First)[] _of;

        public Keys(List<(string Key, int Entry, bool First)> keys)
        {
            CollectionsMarshal.AsSpan(keys).Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : a.Entry.CompareTo(b.Entry));
            _keys = [.. keys.Select(key => key.Key)];
            _of = [.. keys.Select(key => (key.Entry, key.First))];
        }

        public void Find(string prefix, Dictionary<int, bool> found)
        {
            var (from, to) = (0, _keys.Length);
            while (from < to)
            {
                var middle = (from + to) >>> 1;
                if (string.CompareOrdinal(_keys[middle], prefix) < 0) from = middle + 1;
                else to = middle;
            }
            for (var i = from; i < _keys.Length && i < from + MostLookedAt && _keys[i].StartsWith(prefix, StringComparison.Ordinal); i++)
                CollectionsMarshal.GetValueRefOrAddDefault(found, _of[i].Entry, out _) |= _of[i].First;
        }
    }
}
