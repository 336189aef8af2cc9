using Chancery.Features.Campaigns;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Features.Stories;

internal static class StoryTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Story> Stories => db.Set<Story>();
        public DbSet<Edition> Editions => db.Set<Edition>();
        public DbSet<Revision> Revisions => db.Set<Revision>();
    }
}

internal sealed class StoryTable : IEntityTypeConfiguration<Story>
{
    public const int ExternalIdLimit = 200;

    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.Property(s => s.Slug).HasMaxLength(Kernel.Slug.MaxLength);
        builder.HasIndex(s => new { s.MissionId, s.Slug }).IsUnique();
        builder.Property(s => s.ExternalId).HasMaxLength(ExternalIdLimit);
        builder.HasIndex(s => new { s.MissionId, s.ExternalId }).IsUnique();
        builder.BelongsTo<Story, Programme>(s => new { s.MissionId, s.ProgrammeId }, DeleteBehavior.Restrict);
        builder.BelongsTo<Story, EvidenceFile>(s => new { s.MissionId, s.LeadId }, DeleteBehavior.Restrict);
        builder.Ignore(s => s.IsPublic);
        builder.HoldsMany(s => s.Editions, e => new { e.MissionId, e.StoryId });
    }
}

internal sealed class EditionTable : IEntityTypeConfiguration<Edition>
{
    public void Configure(EntityTypeBuilder<Edition> builder)
    {
        builder.Property(e => e.Language).HasMaxLength(10);
        builder.HasIndex(e => new { e.StoryId, e.Language }).IsUnique();
        builder.Property(e => e.ExternalId).HasMaxLength(StoryTable.ExternalIdLimit);
        builder.HasIndex(e => new { e.MissionId, e.ExternalId }).IsUnique();
        builder.HasIndex(e => new { e.MissionId, e.Language, e.OpensAt });
        builder.HoldsMany(e => e.Revisions, r => new { r.MissionId, r.EditionId });
        builder.Ignore(e => e.IsOpen);
    }
}

internal sealed class RevisionTable : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder) =>
        builder.HasIndex(r => new { r.EditionId, r.Number }).IsUnique();
}
