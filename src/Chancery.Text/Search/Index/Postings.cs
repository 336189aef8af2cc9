using System.Runtime.CompilerServices;

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

    public PostingCursor(byte* from, int length)
        : this(from, from + length, -1, 0, Places.None)
    {
    }

    public PostingCursor(byte* at, byte* end, int document, uint weight, Places places)
    {
        _at = at;
        End = end;
        (Document, Weight, Places) = (document, weight, places);
    }

    public readonly byte* At => _at;

    public readonly byte* End { get; }

    public int Document { get; private set; }

    public uint Weight { get; private set; }

    public Places Places { get; private set; }

    public bool MoveNext()
    {
        if (_at >= End) return false;
        Document += Next(ref _at, out var weight, out var places);
        (Weight, Places) = (weight, places);
        return true;
    }

    /// <summary>The distance to the next document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ref byte* at, out uint weight, out Places places)
    {
        var head = Wire.Read(ref at);
        weight = 1;
        places = Places.Body;
        if ((head & 1) == 0)
        {
            var mixed = *at++;
            places = (Places)(mixed & 7);
            weight = (uint)mixed >> 3;
            if (weight == 31) weight = Wire.Read(ref at);
        }
        return (int)(head >> 1);
    }
}
