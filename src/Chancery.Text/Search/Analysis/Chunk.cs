namespace Chancery.Text.Search;

/// <summary>A term of a written word, its place counted from the word's beginning.</summary>
/// <param name="DocumentOnly">Put into the index and not asked for: single Han letters, which a longer query would drown in.</param>
internal readonly record struct Part(string Term, ushort Start, ushort End, byte Word, TermChannel Channel, bool DocumentOnly);

/// <summary>All that one written word gives, made once and kept in the cache.</summary>
/// <param name="Parts">Its terms.</param>
/// <param name="Words">How many words it counts for: runs of one script.</param>
/// <param name="First">The letter that makes a pair with the word before; '\0' when it makes none.</param>
/// <param name="Last">The letter that makes a pair with the word after.</param>
/// <param name="LastStart">Where that letter begins.</param>
/// <param name="FirstEnd">Where the first letter ends.</param>
/// <param name="StemLast">The last letter of its stem when that is another one, and a pair of its own: 파일이 편집, 파일 편집.</param>
/// <param name="Stem">The stems of its runs, one after another.</param>
internal sealed record Chunk(Part[] Parts, int Words, char First, char Last, ushort LastStart, ushort FirstEnd, char StemLast, string Stem);
