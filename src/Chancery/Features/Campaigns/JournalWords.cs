using Chancery.Platform.Journal;
using Chancery.Platform.Web;

namespace Chancery.Features.Campaigns;

internal static class JournalWords
{
    /// <summary>What an entry's kind says to people; a kind of a later version, which has no words here, is shown as it stands.</summary>
    public static string KindOf(this Reader reader, JournalEntry entry)
    {
        var words = reader["journal.kind." + entry.Kind];
        return words.StartsWith('[') ? entry.Kind : words;
    }
}
