using Chancery.Storage;
using Chancery.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Features.Contacts;

internal static class ContactTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Contact> Contacts => db.Set<Contact>();
    }

    /// <summary>Those in whose names, post or address every one of the words occurs, in any script.</summary>
    public static IQueryable<Contact> Named(this IQueryable<Contact> contacts, string? words)
    {
        foreach (var word in Normalised.ForSearch(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            contacts = contacts.Where(c => c.SearchText.Contains(word));
        return contacts;
    }
}

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.HasIndex(c => new { c.MissionId, c.Kind, c.Category });
        builder.BelongsTo<Contact, Contact>(c => new { c.MissionId, c.OrganisationId }, DeleteBehavior.Restrict);
    }
}
