namespace Chancery.Text.Search;

/// <summary>
/// The documents of a term: for each the distance to the one before, doubled; odd when it stands there once, in the
/// body, which is most of them. Else a byte follows with its places and weight (32 and more in a number after it).
/// </summary>
internal static class Postings
{
    public const int LongestEntry = 5 + 1 + 5;

    public static int Write(Span<byte> to, int distance, uint weight, Places places)
    {
        if (weight == 1 && places == Places.Body) return Wire.Write(to, ((uint)distance << 1) | 1);
        var at = Wire.Write(to, (uint)distance << 1);
        if (weight < 31)
        {
            to[at++] = (byte)((byte)places | (weight << 3));
            return at;
        }
        to[at++] = (byte)((byte)places | (31 << 3));
        return at + Wire.Write(to[at..], weight);
    }
}

/// <summary>Reads the documents of a term from first to last.</summary>
internal unsafe struct PostingCursor
{
    private byte* _at;
    private readonly byte* _end;

    public PostingCursor(byte* from, int length)
    {
        _at = from;
        _end = from + length;
        Document = -1;
    }

    public int Document { get; private set; }

    public uint Weight { get; private set; }

    public Places Places { get; private set; }

    public bool MoveNext()
    {
        if (_at >= _end) return false;
        var head = Wire.Read(ref _at);
        Document += (int)(head >> 1);
        if ((head & 1) != 0)
        {
            Weight = 1;
            Places = Places.Body;
            return true;
        }
        var mixed = *_at++;
        Places = (Places)(mixed & 7);
        Weight = (uint)mixed >> 3;
        if (Weight == 31) Weight = Wire.Read(ref _at);
        return true;
    }
}
