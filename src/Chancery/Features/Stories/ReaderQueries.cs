using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>Public stories as a reader of one language meets them: each once, in the best edition there is.</summary>
internal static class ReaderQueries
{
    /// <summary>
    /// One public text for each story: in <paramref name="language"/>; where there is none, in the story's source
    /// language; where that is not public, in the first of its public languages.
    /// </summary>
    public static IQueryable<PublicEdition> PublicTextsFor(this ChanceryDb db, string language, DateTime now)
    {
        var open = db.Set<Edition>().Public(now);
#pragma warning disable CA1309 // Becomes SQL, where every comparison of tags is that of the column.
        return db.PublicTexts(now).Where(t =>
            t.Edition.Language == language
            || (!open.Any(o => o.StoryId == t.Story.Id && o.Language == language)
                && (t.Edition.Language == t.Story.SourceLanguage
                    || !open.Any(o => o.StoryId == t.Story.Id
                        && (o.Language == t.Story.SourceLanguage || string.Compare(o.Language, t.Edition.Language) < 0)))));
#pragma warning restore CA1309
    }

    /// <summary>
    /// The newsroom has pages in this language: the mission publishes in it, or did (what was published in a language
    /// that the mission gave up keeps its address).
    /// </summary>
    public static async Task<bool> IsReadInAsync(this ChanceryDb db, Mission mission, string language, DateTime now, CancellationToken stop) =>
        mission.Languages.Contains(language) || await db.Set<Edition>().Public(now).AnyAsync(e => e.Language == language, stop);
}
