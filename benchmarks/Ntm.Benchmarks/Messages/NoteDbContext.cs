using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Benchmarks.Messages;

/// <summary>Notes: those that were written where they are sender, those that were read where they are received.</summary>
internal abstract class NoteDbContext(DbContextOptions options) : ServiceDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("Notes").HasKey(x => x.Id);
            note.Property(x => x.Id).ValueGeneratedNever();
        });
    }
}

internal sealed class SqliteNoteDbContext(DbContextOptions<SqliteNoteDbContext> options) : NoteDbContext(options);

internal sealed class PostgreSqlNoteDbContext(DbContextOptions<PostgreSqlNoteDbContext> options) : NoteDbContext(options);

internal sealed class SqlServerNoteDbContext(DbContextOptions<SqlServerNoteDbContext> options) : NoteDbContext(options);

/// <summary>A note, under the id of its event.</summary>
internal sealed class Note
{
    public required Guid Id { get; init; }
    public required string Text { get; init; }
}
