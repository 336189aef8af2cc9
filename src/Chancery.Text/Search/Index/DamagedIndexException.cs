namespace Chancery.Text.Search;

/// <summary>
/// A file of the index is not what was written: a checksum, a length or a name does not fit. Nothing of it may be
/// answered from; the index is to be built anew.
/// </summary>
public sealed class DamagedIndexException(string message, Exception? inner = null) : Exception(message, inner);
