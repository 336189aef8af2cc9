using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Parity;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>The findings of an edition as a page shows them.</summary>
/// <param name="People">Names of those who waived.</param>
/// <param name="MayWaive">The visitor writes stories.</param>
/// <param name="MayRefuse">The visitor decides on stories, and may take another's waiver back.</param>
/// <param name="Here">Address of the findings page.</param>
/// <param name="Back">Which page to come back to after a waiver: <c>review</c>, <c>write</c> or none.</param>
public sealed record FindingsView(
    Story Story, EditionFindings Found, IReadOnlyDictionary<Guid, string> People, bool MayWaive, bool MayRefuse, string Here, string Back)
{
    /// <summary>The visitor would publish, and may not with a waiver of their own.</summary>
    public Guid? NotOwn { get; init; }

    /// <summary>What was typed into a waiver that was refused, by key, and what the rule said.</summary>
    public (string Key, string Reason, string Problem)? Refused { get; init; }

    public static async Task<FindingsView> OfAsync(
        ChanceryDb db, Visit visit, Story story, Edition edition, PlainDocument? typed, string back, CancellationToken stop)
    {
        var found = await db.FindingsAsync(visit.Mission, story, edition, typed, stop);
        var people = found.All.Select(f => f.Waiver?.ById).OfType<Guid>().Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Users.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        return new FindingsView(
            story, found, names, visit.Can(Permission.WriteStories), visit.Can(Permission.ApproveStories),
            $"/desk/{visit.Mission.Slug}/stories/{story.Id}/{edition.Language}/findings", back)
        {
            NotOwn = visit.Mission.TwoPeople && visit.Can(Permission.ApproveStories) ? visit.Person.Id : null,
        };
    }

    /// <summary>Beside the text, where it is written and where it is decided on; nothing where there is nothing to compare.</summary>
    public static async Task<object?> PanelAsync(IServiceProvider services, Story story, Edition edition, PanelPlace place, CancellationToken stop)
    {
        var back = place == PanelPlace.Deciding ? "review" : "write";
        var view = await OfAsync(services.GetRequiredService<ChanceryDb>(), services.GetRequiredService<Visit>(), story, edition, null, back, stop);
        return view.Found.Pairs.Count == 0 ? null : view;
    }

    /// <summary>The one line above the list, which a screen reader hears when it changes.</summary>
    public string Said(Reader reader)
    {
        if (Found.Open == 0) return reader[Found.Waived == 0 ? "parity.agree" : "parity.agree-waived", ("n", Found.Waived)];
        var open = reader["parity.open", ("n", Found.Open)];
        return Found.Blocking == 0 ? open : $"{open} {reader["parity.blocking", ("n", Found.Blocking)]}";
    }

    /// <summary>A sentence cut at its marked words; long ones are shortened around them.</summary>
    public static (string Before, string Words, string After)? Marked(FindingSpan? words, FindingSpan? sentence)
    {
        const int around = 160;
        if (words is null) return sentence is null ? null : (Head(sentence.Text, 2 * around), "", "");
        if (sentence is null || words.Start < sentence.Start || words.End > sentence.End || words.End - sentence.Start > sentence.Text.Length)
            return ("", Head(words.Text, 4 * around), "");
        var before = sentence.Text[..(words.Start - sentence.Start)];
        if (before.Length > around) before = "…" + before[^(around - (char.IsLowSurrogate(before[^around]) ? 1 : 0))..];
        return (before, Head(words.Text, 4 * around), Head(sentence.Text[(words.End - sentence.Start)..], around));
    }

    private static string Head(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
