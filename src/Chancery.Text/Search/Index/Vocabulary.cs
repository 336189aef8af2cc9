using System.Text;

namespace Chancery.Text.Search;

/// <summary>The terms of a segment in one channel, in the order of their bytes.</summary>
internal static class Vocabulary
{
    public static IEnumerable<(string Term, int Documents)> Of(Segment segment, byte channel, string from = "")
    {
        var cursor = new TermCursor(segment);
        var prefix = SegmentBuilder.Key(channel, from);
        if (!cursor.Seek(prefix)) yield break;
        do
        {
            if (!cursor.Term.StartsWith(prefix)) yield break;
            yield return (Encoding.UTF8.GetString(cursor.Term[1..]), cursor.Entry.Documents);
        }
        while (cursor.MoveNext());
    }
}
