using System.Text;
using Chancery.Text.Names;

namespace Chancery.Text.Search;

/// <summary>
/// Words of an index that lie near a word that is not in it: one edit away (a letter changed, lost, added, or two exchanged;
/// for Hangul a single jamo), or sounding like it in the other script (itewon and Itaewon: 이태원). Immutable, and safe for
/// any number of readers. A million words take about 60 MB.
/// </summary>
/// <remarks>
/// An edit leaves one half of a word as it is. So words are kept sorted from the front and from the back, and only those that
/// share a half are looked at; no list of deletion neighbours is needed, which would be ten times the words.
/// </remarks>
public sealed class SpellingIndex
{
    private const int LongestWord = 40;
    private const int MostLookedAt = 50_000;
    private const int MostSounds = 4_000;
    private const double LeastLikeness = 0.6;

    private readonly char[] _keys;
    private readonly int[] _starts;
    private readonly int[] _documents;
    private readonly int[] _backward;
    private readonly uint[] _skeletons;
    private readonly int[] _sounding;

    private SpellingIndex(char[] keys, int[] starts, int[] documents, int[] backward, uint[] skeletons, int[] sounding) =>
        (_keys, _starts, _documents, _backward, _skeletons, _sounding) = (keys, starts, documents, backward, skeletons, sounding);

    /// <summary>Has no words.</summary>
    public static SpellingIndex Empty { get; } = Build([]);

    /// <summary>How many words it has.</summary>
    public int Count => _documents.Length;

    /// <summary>Builds it of the terms of an index and in how many documents each is. Terms over 40 letters, with figures, or given twice are left out.</summary>
    public static SpellingIndex Build(IEnumerable<(string Term, int Documents)> terms)
    {
        var words = new List<(string Key, int Documents)>();
        foreach (var (term, documents) in terms)
        {
            if (term.Length is < 2 or > LongestWord || term.AsSpan().ContainsAnyInRange('0', '9')) continue;
            var key = Key(term);
            if (key.Length == term.Length || Word(key) == term) words.Add((key, documents));
        }
        words.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : b.Documents.CompareTo(a.Documents));
        var kept = 0;
        for (var i = 0; i < words.Count; i++)
            if (kept == 0 || words[kept - 1].Key != words[i].Key) words[kept++] = words[i];
        words.RemoveRange(kept, words.Count - kept);

        var keys = new char[words.Sum(word => word.Key.Length)];
        var (starts, counts, backward) = (new int[kept + 1], new int[kept], new int[kept]);
        var sounding = new List<(uint Skeleton, int Documents, int Id)>();
        for (var i = 0; i < kept; i++)
        {
            words[i].Key.CopyTo(keys.AsSpan(starts[i]));
            (starts[i + 1], counts[i], backward[i]) = (starts[i] + words[i].Key.Length, words[i].Documents, i);
            if (words[i].Key[0] is < 'ㄱ' or > 'ㅣ') continue;
            var skeleton = Sounds.Skeleton(Word(words[i].Key));
            if (skeleton.Length >= 2) sounding.Add((Hash(skeleton), words[i].Documents, i));
        }
        Array.Sort(backward, (a, b) => Backward(words[a].Key, words[b].Key));
        sounding.Sort((a, b) => a.Skeleton.CompareTo(b.Skeleton) is not 0 and var order ? order : b.Documents.CompareTo(a.Documents));
        return new(keys, starts, counts, backward, [.. sounding.Select(word => word.Skeleton)], [.. sounding.Select(word => word.Id)]);
    }

    /// <summary>
    /// The words near <paramref name="word"/>, the likeliest first, each with a weight over 0 and under 1 that its score is to
    /// be multiplied by. The word itself is not among them. None for words under three letters (for Hangul: under four jamo).
    /// </summary>
    public IEnumerable<(string Term, double Weight)> Near(string word)
    {
        var folded = SearchFolding.Fold(word);
        if (folded.Length is 0 or > LongestWord) return [];
        var found = new Dictionary<int, double>();
        var key = Key(folded);
        if (key.Length >= (Jamo.IsSyllable(folded[0]) ? 4 : 3)) Edits(key, found);
        if (Sounds.IsLatin(folded[0])) Sounding(folded, found);
        return [.. found.OrderByDescending(pair => pair.Value * Math.Log(2 + _documents[pair.Key])).ThenBy(pair => pair.Key).Select(pair => (Word(KeyOf(pair.Key)), pair.Value))];
    }

    /// <summary>Whether the folded word is in the index.</summary>
    public bool Contains(string word)
    {
        var key = Key(word);
        var at = First(key);
        return at < Count && KeyOf(at).SequenceEqual(key);
    }

    private void Edits(string key, Dictionary<int, double> found)
    {
        var half = key.Length / 2;
        var head = key.AsSpan(0, half);
        var tail = key.AsSpan(half);
        var looked = 0;
        for (var i = First(head); i < Count && looked < MostLookedAt && KeyOf(i).StartsWith(head); i++, looked++) Try(i);
        looked = 0;
        for (var i = FirstBackward(tail); i < Count && looked < MostLookedAt && KeyOf(_backward[i]).EndsWith(tail); i++, looked++) Try(_backward[i]);
        // Two letters exchanged in the middle leave neither half.
        if (half > 0)
        {
            var exchanged = key.ToCharArray();
            (exchanged[half - 1], exchanged[half]) = (exchanged[half], exchanged[half - 1]);
            var at = First(exchanged);
            if (at < Count && KeyOf(at).SequenceEqual(exchanged)) Try(at);
        }

        void Try(int id)
        {
            var other = KeyOf(id);
            if (!OneEdit(key, other)) return;
            // The first letter is seldom wrong, and short words have many neighbours by chance.
            found[id] = (other[0] == key[0] ? 0.8 : 0.6) * (key.Length < 5 ? 0.75 : 1);
        }
    }

    private void Sounding(string word, Dictionary<int, double> found)
    {
        var sounds = Sounds.Of(word);
        var skeleton = Sounds.Skeleton(word);
        // An r that is not spoken is mostly left out in Hangul, and is there in names: Azerbaijan, 아제르바이잔.
        var full = Full(sounds);
        if (skeleton.Length >= 2) Sounding(Hash(skeleton), sounds, found);
        if (full != skeleton && full.Length >= 2) Sounding(Hash(full), sounds, found);
    }

    private static string Full(string sounds)
    {
        var output = new StringBuilder(sounds.Length);
        for (var i = 0; i < sounds.Length; i++)
            if (Sounds.Class(sounds[i]) is not '\0' and var of && (output.Length == 0 || output[^1] != of || Sounds.IsVowel(sounds[i - 1]))) output.Append(of);
        return output.ToString();
    }

    private void Sounding(uint hash, string sounds, Dictionary<int, double> found)
    {
        var at = Array.BinarySearch(_skeletons, hash);
        if (at < 0) return;
        while (at > 0 && _skeletons[at - 1] == hash) at--;
        for (var looked = 0; at < _skeletons.Length && _skeletons[at] == hash && looked < MostSounds; at++, looked++)
        {
            var likeness = SoundLikeness.OfSounds(sounds, Sounds.Of(Word(KeyOf(_sounding[at]))));
            if (likeness >= LeastLikeness) found[_sounding[at]] = 0.6 * likeness * likeness;
        }
    }

    /// <summary>Whether one letter changed, lost or added, or two neighbours exchanged, make one of the other; equal words are not.</summary>
    internal static bool OneEdit(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length)
        {
            var longer = a;
            a = b;
            b = longer;
        }
        if (b.Length - a.Length > 1) return false;
        var same = a.CommonPrefixLength(b);
        if (same == a.Length) return b.Length > a.Length;
        if (b.Length > a.Length) return a[same..].SequenceEqual(b[(same + 1)..]);
        return a[(same + 1)..].SequenceEqual(b[(same + 1)..])
            || same + 1 < a.Length && a[same] == b[same + 1] && a[same + 1] == b[same] && a[(same + 2)..].SequenceEqual(b[(same + 2)..]);
    }

    private ReadOnlySpan<char> KeyOf(int id) => _keys.AsSpan(_starts[id].._starts[id + 1]);

    private int First(ReadOnlySpan<char> prefix)
    {
        var (from, to) = (0, Count);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (KeyOf(middle).SequenceCompareTo(prefix) < 0) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    private int FirstBackward(ReadOnlySpan<char> suffix)
    {
        var (from, to) = (0, Count);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (Backward(KeyOf(_backward[middle]), suffix) < 0) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    private static int Backward(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        for (var i = 1; i <= a.Length && i <= b.Length; i++)
            if (a[^i] != b[^i]) return a[^i].CompareTo(b[^i]);
        return a.Length.CompareTo(b.Length);
    }

    // FNV-1a; words of another skeleton with the same hash are told apart by their sounds.
    private static uint Hash(string skeleton)
    {
        var hash = 2166136261u;
        foreach (var c in skeleton) hash = (hash ^ c) * 16777619u;
        return hash;
    }

    // Syllables as lead, vowel and tail, compound ones whole: one wrong letter is one edit.
    private static string Key(string term)
    {
        if (!term.AsSpan().ContainsAnyInRange('\uAC00', '\uD7A3')) return term;
        var output = new StringBuilder(term.Length * 3);
        foreach (var c in term)
        {
            if (Jamo.IsSyllable(c))
            {
                output.Append(Jamo.Leads[Jamo.Lead(c)]).Append(Jamo.Vowels[Jamo.Vowel(c)]);
                if (Jamo.Tail(c) != 0) output.Append(Jamo.Tails[Jamo.Tail(c)]);
            }
            else output.Append(c);
        }
        return output.ToString();
    }

    private static string Word(ReadOnlySpan<char> key)
    {
        var output = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length;)
        {
            var lead = i + 1 < key.Length && Jamo.IsVowel(key[i + 1]) ? Jamo.Leads.IndexOf(key[i], StringComparison.Ordinal) : -1;
            if (lead < 0)
            {
                output.Append(key[i++]);
                continue;
            }
            var vowel = key[i + 1] - 'ㅏ';
            i += 2;
            var tail = i < key.Length && !(i + 1 < key.Length && Jamo.IsVowel(key[i + 1])) ? Jamo.Tails.IndexOf(key[i], StringComparison.Ordinal) : -1;
            if (tail > 0) i++;
            output.Append(Jamo.Syllable(lead, vowel, Math.Max(0, tail)));
        }
        return output.ToString();
    }
}
