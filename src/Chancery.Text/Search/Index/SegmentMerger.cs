using System.Buffers;

namespace Chancery.Text.Search;

/// <summary>A segment as a snapshot sees it: without the documents deleted until then.</summary>
internal sealed record Leaf(Segment Segment, DocumentSet? Deleted)
{
    public int Live { get; } = Segment.Documents - (Deleted?.Count ?? 0);

    public bool IsLive(int document) => Deleted is null || !Deleted.Contains(document);

    public Leaf Without(DocumentSet more)
    {
        var deleted = Deleted?.Copy() ?? new DocumentSet(Segment.Documents);
        deleted.Or(more);
        return new Leaf(Segment, deleted);
    }
}

/// <summary>Writes several segments as one: documents keep their order, deleted ones are left out.</summary>
internal static class SegmentMerger
{
    /// <summary>New numbers of each source's documents; -1 for those left out.</summary>
    public static int[][] Merge(IReadOnlyList<Leaf> leaves, Stream to, CancellationToken stop)
    {
        using var writer = new SegmentWriter(to);
        var columns = new DocumentColumns();
        var numbers = new int[leaves.Count][];
        long total = 0;
        for (var i = 0; i < leaves.Count; i++)
        {
            numbers[i] = Documents(leaves[i], writer, columns, ref total);
            stop.ThrowIfCancellationRequested();
        }
        Terms(leaves, numbers, writer, stop);
        writer.Finish(columns, total);
        return numbers;
    }

    private static int[] Documents(Leaf leaf, SegmentWriter writer, DocumentColumns columns, ref long total)
    {
        var segment = leaf.Segment;
        var numbers = new int[segment.Documents];
        var languages = segment.LanguageNames.Select(columns.Language).ToArray();
        long length = 0;
        for (var document = 0; document < numbers.Length; document++)
        {
            if (!leaf.IsLive(document))
            {
                numbers[document] = -1;
                continue;
            }
            numbers[document] = columns.Ids.Count;
            columns.Ids.Add(segment.Ids[document]);
            columns.Stories.Add(segment.Stories[document]);
            columns.Days.Add(segment.Days[document]);
            columns.Lengths.Add(segment.Lengths[document]);
            columns.Languages.Add(languages[segment.Languages[document]]);
            writer.Text(segment.TextBytes(document));
            length += (long)FieldWeights.Length(segment.Lengths[document]);
        }
        total += leaf.Deleted is null ? segment.TotalLength : length;
        return numbers;
    }

    private static void Terms(IReadOnlyList<Leaf> leaves, int[][] numbers, SegmentWriter writer, CancellationToken stop)
    {
        var cursors = leaves.Select(l => new TermCursor(l.Segment)).ToArray();
        var heap = new PriorityQueue<int, (TermCursor Cursor, int Source)>(ByTerm.Instance);
        for (var i = 0; i < cursors.Length; i++)
        {
            if (cursors[i].MoveNext()) heap.Enqueue(i, (cursors[i], i));
        }
        var postings = new ArrayBufferWriter<byte>();
        var term = new byte[1024];
        var terms = 0;
        while (heap.Count > 0)
        {
            if ((++terms & 0xFFF) == 0) stop.ThrowIfCancellationRequested();
            var length = cursors[heap.Peek()].Term.Length;
            cursors[heap.Peek()].Term.CopyTo(term);
            var documents = 0;
            var last = -1;
            postings.ResetWrittenCount();
            // Sources with the same term come in their own order, so their documents do too.
            while (heap.Count > 0 && cursors[heap.Peek()].Term.SequenceEqual(term.AsSpan(0, length)))
            {
                var source = heap.Dequeue();
                documents += Copy(leaves[source], numbers[source], cursors[source].Entry, postings, ref last);
                if (cursors[source].MoveNext()) heap.Enqueue(source, (cursors[source], source));
            }
            if (documents > 0) writer.Term(term.AsSpan(0, length), documents, postings.WrittenSpan);
        }
    }

    private static int Copy(Leaf leaf, int[] numbers, in TermEntry entry, ArrayBufferWriter<byte> to, ref int last)
    {
        var cursor = leaf.Segment.Read(entry);
        var documents = 0;
        while (cursor.MoveNext())
        {
            var number = numbers[cursor.Document];
            if (number < 0) continue;
            to.Advance(Postings.Write(to.GetSpan(Postings.LongestEntry), number - last, cursor.Weight, cursor.Places));
            last = number;
            documents++;
        }
        return documents;
    }

    private sealed class ByTerm : IComparer<(TermCursor Cursor, int Source)>
    {
        public static readonly ByTerm Instance = new();

        public int Compare((TermCursor Cursor, int Source) x, (TermCursor Cursor, int Source) y)
        {
            var compared = x.Cursor.Term.SequenceCompareTo(y.Cursor.Term);
            return compared != 0 ? compared : x.Source.CompareTo(y.Source);
        }
    }
}
