using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Platform.Access;

internal static class AccessTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Mission> Missions => db.Set<Mission>();
        public DbSet<Membership> Memberships => db.Set<Membership>();
        public DbSet<Invitation> Invitations => db.Set<Invitation>();
        public DbSet<ApiToken> ApiTokens => db.Set<ApiToken>();
        public DbSet<EndedSession> EndedSessions => db.Set<EndedSession>();
    }
}

internal sealed class MissionTable : IEntityTypeConfiguration<Mission>
{
    public void Configure(EntityTypeBuilder<Mission> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Slug).HasMaxLength(Kernel.Slug.MaxLength);
        builder.HasIndex(m => m.Slug).IsUnique();
        builder.Ignore(m => m.Languages);
        builder.Ignore(m => m.TimeZone);
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder) => builder.Property(p => p.Name).HasMaxLength(200);
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        builder.HasOne<Mission>().WithMany().HasForeignKey(m => m.MissionId);
        builder.HasIndex(m => new { m.PersonId, m.MissionId, m.Role }).IsUnique();
    }
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasOne<Mission>().WithMany().HasForeignKey(i => i.MissionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.InvitedById);
        builder.HasIndex(i => i.TokenHash).IsUnique();
    }
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasOne<Mission>().WithMany().HasForeignKey(t => t.MissionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
        builder.HasIndex(t => t.TokenHash).IsUnique();
    }
}

internal sealed class EndedSessionTable : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder) => builder.Property(s => s.Id).ValueGeneratedNever();
}
