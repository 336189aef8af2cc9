using System.Globalization;
using System.Text;
using Chancery.Kernel;
using Chancery.Text;

namespace Chancery.Features.Campaigns;

/// <summary>A party of an action as people see it. <see cref="Key"/> names it in the address: a contact's id, or the label of a group.</summary>
public sealed record PlanParty(PartyRole Role, Translated Name, Translated Note, string Key)
{
    internal static PlanParty Of(ActionParty party, IReadOnlyDictionary<Guid, Translated> contacts)
    {
        var name = party.ContactId is { } id && contacts.TryGetValue(id, out var known) ? known : party.Label;
        return new PlanParty(party.Role, name, party.Note, party.ContactId?.ToString() ?? "group " + name);
    }
}

/// <summary>An action with everything the views of a plan show beside it.</summary>
/// <param name="Number">Place of the objective in the programme, from 1; 0 without one.</param>
/// <param name="Entries">Journal entries that stand.</param>
/// <param name="Proofs">Pieces of evidence of these entries.</param>
public sealed record PlanRow(
    PlanAction Action, Standing Standing, int DaysLate, Objective? Objective, int Number,
    IReadOnlyList<PlanParty> Parties, int Entries, int Proofs)
{
    public bool LacksEvidence => Proofs == 0 && (Entries > 0 || Action.Status == ActionStatus.Done);

    public DateOnly? First => Action.PlannedFrom ?? Action.ActualFrom;

    public DateOnly? Last => Action.PlannedTo ?? Action.ActualTo;

    public IReadOnlyList<Money> Planned => Money.Sum(Action.Budget.Where(b => b.Planned is not null).Select(b => new Money(b.Planned!.Value, b.Currency)));

    public IReadOnlyList<Money> Spent => Money.Sum(Action.Budget.Where(b => b.Spent is not null).Select(b => new Money(b.Spent!.Value, b.Currency)));
}

/// <summary>
/// One way of looking at a plan: what the query string asks for. List, timeline, calendar and the printed page share
/// it, a saved view is one of these under a name, and a figure opens its rows by one.
/// </summary>
public sealed record PlanView
{
    public const int PageSize = 200;

    public static readonly IReadOnlyList<string> Looks = ["list", "timeline", "calendar"];

    public static readonly IReadOnlyList<string> Columns =
        ["position", "kind", "title", "place", "objective", "planned", "actual", "standing", "budget", "spent", "evidence"];

    public string Look { get; init; } = "list";

    public IReadOnlyList<ActionKind> Kinds { get; init; } = [];

    public IReadOnlyList<Standing> Standings { get; init; } = [];

    /// <summary>An objective's id, "none", or empty.</summary>
    public string Objective { get; init; } = "";

    public string Party { get; init; } = "";

    public string Text { get; init; } = "";

    public string Place { get; init; } = "";

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public bool LacksEvidence { get; init; }

    public string Sort { get; init; } = "position";

    public bool Descending { get; init; }

    /// <summary>How much of the calendar the timeline shows: programme, quarter or month.</summary>
    public string Zoom { get; init; } = "programme";

    /// <summary>First day of the month that calendar and timeline show; empty means "where today or the plan is".</summary>
    public DateOnly? Month { get; init; }

    public int Page { get; init; } = 1;

    public bool Filters =>
        Kinds.Count > 0 || Standings.Count > 0 || LacksEvidence || From is not null || To is not null
        || Objective.Length + Party.Length + Text.Length + Place.Length > 0;

    /// <summary>The month to show: the chosen one, else today's while the programme runs, else the programme's first.</summary>
    public DateOnly MonthOf(Programme programme, DateOnly today)
    {
        var day = Month ?? (programme.Period.Contains(today) ? today : programme.From);
        return new DateOnly(day.Year, day.Month, 1);
    }

    /// <summary>What is not understood is left out: an old link still opens the plan.</summary>
    public static PlanView Of(IQueryCollection query)
    {
        var sort = One(query, "sort");
        return new PlanView
        {
            Look = Looks.Contains(One(query, "view")) ? One(query, "view") : "list",
            Kinds = Many<ActionKind>(query, "kind"),
            Standings = Many<Standing>(query, "standing"),
            Objective = One(query, "objective"),
            Party = One(query, "party"),
            Text = One(query, "text"),
            Place = One(query, "place"),
            From = Day(One(query, "from"), "yyyy-MM-dd"),
            To = Day(One(query, "to"), "yyyy-MM-dd"),
            LacksEvidence = One(query, "evidence") == "none",
            Sort = Columns.Contains(sort.TrimStart('-')) ? sort.TrimStart('-') : "position",
            Descending = sort.StartsWith('-') && Columns.Contains(sort[1..]),
            Zoom = One(query, "zoom") is "month" or "quarter" ? One(query, "zoom") : "programme",
            Month = Day(One(query, "month"), "yyyy-MM"),
            Page = int.TryParse(One(query, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 10_000) : 1,
        };
    }

    /// <summary>The query string of this view, always in the same order and without what is default anyway.</summary>
    public string ToQuery()
    {
        var output = new StringBuilder();
        if (Look != "list") Add("view", Look);
        foreach (var kind in Kinds) Add("kind", Name(kind));
        foreach (var standing in Standings) Add("standing", Name(standing));
        Add("objective", Objective);
        Add("party", Party);
        Add("text", Text);
        Add("place", Place);
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (LacksEvidence) Add("evidence", "none");
        if (Sort != "position" || Descending) Add("sort", (Descending ? "-" : "") + Sort);
        if (Zoom != "programme") Add("zoom", Zoom);
        Add("month", Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        if (Page > 1) Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return output.ToString();

        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            output.Append(output.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>The rows of this view, filtered and in order; <paramref name="culture"/> sorts words as its readers do.</summary>
    public IReadOnlyList<PlanRow> Apply(IEnumerable<PlanRow> rows, string language, CultureInfo culture)
    {
        var text = Normalised.ForSearch(Text);
        var place = Normalised.ForSearch(Place);
        var shown = rows.Where(r => Shows(r) && Says(r, text) && (place.Length == 0 || Contains(r.Action.Place, place)));
        var words = culture.CompareInfo;
        var sorted = Sort switch
        {
            "kind" => Order(shown, r => (int)r.Action.Kind),
            "title" => Words(r => r.Action.Title.For(language).Text),
            "place" => Words(r => r.Action.Place.For(language).Text),
            "objective" => Order(shown, r => r.Number == 0 ? null : (int?)r.Number),
            "planned" => Order(shown, r => r.Action.PlannedFrom),
            "actual" => Order(shown, r => r.Action.ActualFrom),
            "standing" => Order(shown, r => (int)r.Standing),
            "budget" => Amounts(r => r.Planned),
            "spent" => Amounts(r => r.Spent),
            "evidence" => Order(shown, r => r.Proofs),
            _ => Descending ? shown.OrderByDescending(r => r.Action.Position) : shown.OrderBy(r => r.Action.Position),
        };
        return [.. sorted];

        // Amounts of two currencies have no order between them: by currency first, then by amount within it.
        IEnumerable<PlanRow> Amounts(Func<PlanRow, IReadOnlyList<Money>> of) => Order(shown, r => of(r) is [var first, ..] ? (first.Currency, first.Amount) : ((string, decimal)?)null);

        IEnumerable<PlanRow> Words(Func<PlanRow, string> of)
        {
            var comparer = Comparer<string>.Create((a, b) => words.Compare(a, b, CompareOptions.None));
            var named = shown.OrderBy(r => of(r).Length == 0);
            return (Descending ? named.ThenByDescending(of, comparer) : named.ThenBy(of, comparer)).ThenBy(r => r.Action.Position);
        }
    }

    /// <summary>What is empty comes last either way; equals stay in the order of the plan.</summary>
    private IOrderedEnumerable<PlanRow> Order<T>(IEnumerable<PlanRow> rows, Func<PlanRow, T?> by) where T : struct
    {
        var known = rows.OrderBy(r => by(r) is null);
        return (Descending ? known.ThenByDescending(by) : known.ThenBy(by)).ThenBy(r => r.Action.Position);
    }

    private IOrderedEnumerable<PlanRow> Order(IEnumerable<PlanRow> rows, Func<PlanRow, int> by) => Order<int>(rows, r => by(r));

    private bool Shows(PlanRow row) =>
        (Kinds.Count == 0 || Kinds.Contains(row.Action.Kind))
        && (Standings.Count == 0 || Standings.Contains(row.Standing))
        && (!LacksEvidence || row.LacksEvidence)
        && Objective switch
        {
            "" => true,
            "none" => row.Objective is null,
            _ => row.Objective?.Id.ToString() == Objective,
        }
        && (Party.Length == 0 || row.Parties.Any(p => p.Key == Party))
        && InPeriod(row);

    /// <summary>Planned or actual days meet the period; what has no days at all is not in any.</summary>
    private bool InPeriod(PlanRow row)
    {
        if (From is null && To is null) return true;
        var asked = new DateSpan(From ?? DateOnly.MinValue, To ?? DateOnly.MaxValue);
        return Meets(row.Action.PlannedFrom, row.Action.PlannedTo) || Meets(row.Action.ActualFrom, row.Action.ActualTo);

        bool Meets(DateOnly? from, DateOnly? to) => from is { } first && asked.Overlaps(new DateSpan(first, to ?? first));
    }

    private static bool Says(PlanRow row, string folded) =>
        folded.Length == 0
        || Contains(row.Action.Title, folded) || Contains(row.Action.Description, folded) || Contains(row.Action.Place, folded)
        || row.Parties.Any(p => Contains(p.Name, folded) || Contains(p.Note, folded));

    private static bool Contains(Translated text, string folded) =>
        text.Texts.Values.Any(t => Normalised.ForSearch(t).Contains(folded, StringComparison.Ordinal));

    private static string One(IQueryCollection query, string name) => query[name].ToString().Trim().Normalize(NormalizationForm.FormC);

    private static List<T> Many<T>(IQueryCollection query, string name) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(value => query[name].Contains(Name(value)))];

    internal static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    internal static DateOnly? Day(string? text, string format) =>
        DateOnly.TryParseExact(text?.Trim(), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1 and < 9999 ? day : null;
}
