using System.Text;
using Chancery.Features.Contacts;
using Chancery.Kernel;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>What the form of an action chooses from.</summary>
public sealed record ActionLists(Programme Programme, IReadOnlyList<Objective> Objectives, IReadOnlyList<Contact> Contacts)
{
    private Dictionary<string, List<Contact>>? _byName;

    public IReadOnlyList<string> Languages => Programme.Languages is { Count: > 0 } some ? some : ["en"];

    internal static async Task<ActionLists?> LoadAsync(ChanceryDb db, IQueryable<Programme> programmes, CancellationToken stop)
    {
        var programme = await programmes.AsNoTracking().FirstOrDefaultAsync(stop);
        if (programme is null) return null;
        var objectives = await db.Set<Objective>().AsNoTracking().Where(o => o.ProgrammeId == programme.Id).OrderBy(o => o.Position).ToListAsync(stop);
        var contacts = await db.Set<Contact>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(stop);
        return new ActionLists(programme, objectives, contacts);
    }

    internal Contact? Contact(Guid id) => Contacts.FirstOrDefault(c => c.Id == id);

    /// <summary>
    /// The contact that is meant by these names: the one the row had while one of its names still stands there, else one
    /// that is called exactly so in some language.
    /// </summary>
    internal Contact? Named(Translated who, Guid? before)
    {
        _byName ??= Contacts.SelectMany(c => c.Name.Texts.Values.Distinct(StringComparer.Ordinal).Select(name => (Name: Fold(name), Contact: c)))
            .GroupBy(n => n.Name, n => n.Contact, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var name in who.Texts.Values)
        {
            if (!_byName.TryGetValue(Fold(name), out var called)) continue;
            return called.FirstOrDefault(c => c.Id == before) ?? called[0];
        }
        return null;
    }

    private static string Fold(string name) => name.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
