using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Platform.Journal;

internal static class JournalTables
{
    extension(ChanceryDb db)
    {
        public DbSet<JournalEntry> Journal => db.Set<JournalEntry>();
        public DbSet<JournalHead> JournalHeads => db.Set<JournalHead>();
    }

    /// <summary>Entries that stand: not reversed, and not reversals themselves.</summary>
    public static IQueryable<JournalEntry> Standing(this IQueryable<JournalEntry> entries, ChanceryDb db) =>
        entries.Where(e => e.Kind == JournalEntry.Happened && !db.Set<JournalEntry>().Any(r => r.Reverses == e.Id));
}

internal sealed class JournalEntryTable : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("Journal");
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.HasIndex(e => new { e.MissionId, e.Sequence }).IsUnique();
        builder.HasIndex(e => new { e.MissionId, e.ProgrammeId, e.Sequence });
        builder.HasIndex(e => new { e.MissionId, e.ActionId, e.Kind });
        // One reversal for one entry, whatever races.
        builder.HasIndex(e => e.Reverses).IsUnique();
        builder.HasOne(e => e.Text).WithOne().HasForeignKey<JournalText>(t => t.EntryId);
        builder.HasMany(e => e.Evidence).WithOne().HasForeignKey(p => p.EntryId);
    }
}

internal sealed class JournalTextTable : IEntityTypeConfiguration<JournalText>
{
    public void Configure(EntityTypeBuilder<JournalText> builder) => builder.HasKey(t => t.EntryId);
}

internal sealed class EntryEvidenceTable : IEntityTypeConfiguration<EntryEvidence>
{
    public void Configure(EntityTypeBuilder<EntryEvidence> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.FileId);
    }
}

internal sealed class JournalHeadTable : IEntityTypeConfiguration<JournalHead>
{
    public void Configure(EntityTypeBuilder<JournalHead> builder)
    {
        builder.HasKey(h => h.MissionId);
        builder.HasOne<Mission>().WithMany().HasForeignKey(h => h.MissionId);
    }
}
