using Microsoft.EntityFrameworkCore;
using Ntm.Files;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>A file of a support.</summary>
/// <param name="Id">Id of the file.</param>
/// <param name="Name">Name as it was sent.</param>
/// <param name="MediaType">Media type by its bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="AddedByName">Name of who added it.</param>
/// <param name="AddedAt">When it came, UTC.</param>
public sealed record SupportDocumentView(Guid Id, string Name, string MediaType, long Length, string AddedByName, DateTimeOffset AddedAt)
{
    internal static SupportDocumentView Of(SupportDocument document) =>
        new(document.Id, document.Name, document.MediaType, document.Length, document.AddedByName, document.AddedAt);
}

/// <summary>A support whose files the caller may change, and in which place and roles.</summary>
internal sealed record OpenSupport(HouseholdSupport Support, RecordHand Hand);

/// <summary>Adds files to supports and takes them out, row and bytes, while the support waits for approval: what was approved proves the
/// same ever after.</summary>
internal sealed class SupportDocuments(PlanningDbContext db, RecordCommands commands, IFileStore files)
{
    private const long MostBytes = 10 * 1024 * 1024;

    private static readonly FileKind[] Kinds = [FileKind.Pdf, FileKind.Jpeg, FileKind.Png];

    /// <summary>Every reason not to take a file.</summary>
    public static IReadOnlyList<Error> FaultsOf(Upload upload) =>
        upload.FaultsFor(Kinds, "Giấy tờ") is { Count: > 0 } faults ? faults
        : upload.File!.Length > MostBytes ? [DocumentErrors.TooLarge]
        : [];

    /// <summary>The support, where the caller keeps the register and it waits for approval.</summary>
    public async Task<Result<OpenSupport>> OpenAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        var support = await db.Supports.FindAsync([id], cancellation);
        if (support is null || !SupportCommands.Sees(caller, support.CommunePath))
        {
            return SupportErrors.NotFound;
        }

        if (RecordAccess.Officers(caller, support.CommunePath) is not { } hand)
        {
            return SupportErrors.NotKeeper;
        }

        return support.State == SupportState.Entered ? new OpenSupport(support, hand) : DocumentErrors.Settled;
    }

    /// <summary>The files of a support in the order in which they came; null where the caller may not know of it.</summary>
    public async Task<List<SupportDocument>?> SeenAsync(Guid id, Caller caller, CancellationToken cancellation) =>
        await db.Supports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } support
        && SupportCommands.Sees(caller, support.CommunePath)
            ? await Of(id).AsNoTracking().ToListAsync(cancellation)
            : null;

    /// <summary>Why no file can be added; null where one can.</summary>
    public async Task<Error?> WhyNotAddAsync(HouseholdSupport support, CancellationToken cancellation) =>
        await Of(support.Id).CountAsync(cancellation) >= SupportDocument.Most ? DocumentErrors.TooMany : null;

    /// <summary>Keeps the bytes and adds the row with its step; the same file again is the one that is there.</summary>
    public async Task<Result<SupportDocument>> AddAsync(OpenSupport open, Upload upload, Caller caller, CancellationToken cancellation)
    {
        var (support, file) = (open.Support, upload.File!);
        if (await Of(support.Id).FirstOrDefaultAsync(row => row.Hash == file.Hash, cancellation) is { } same)
        {
            return same;
        }

        if (await WhyNotAddAsync(support, cancellation) is { } refusal)
        {
            return refusal;
        }

        await files.AcceptAsync(file, cancellation);
        var act = commands.ActOf(caller, open.Hand);
        var document = DocumentOf(support, upload, act);
        db.SupportDocuments.Add(document);
        await commands.SaveAsync(caller, open.Hand, support.Attach(document.Id, act), cancellation);
        return document;
    }

    /// <summary>Takes a file out with its step; its bytes go with the next sweep, unless another row names the same.</summary>
    public async Task RemoveAsync(OpenSupport open, SupportDocument document, Caller caller, CancellationToken cancellation)
    {
        await files.ReleaseAsync(document.Hash, cancellation);
        db.SupportDocuments.Remove(document);
        var step = open.Support.Detach(document.Id, commands.ActOf(caller, open.Hand));
        await commands.SaveAsync(caller, open.Hand, step, cancellation);
    }

    private IQueryable<SupportDocument> Of(Guid support) =>
        db.SupportDocuments.Where(row => row.SupportId == support).OrderBy(row => row.AddedAt).ThenBy(row => row.Id);

    private static SupportDocument DocumentOf(HouseholdSupport support, Upload upload, Act act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.At),
            SupportId = support.Id,
            Name = upload.Name,
            Hash = upload.File!.Hash,
            MediaType = FileKinds.MediaTypeOf(upload.Kind),
            Length = upload.File.Length,
            AddedBy = act.By,
            AddedByName = act.Name,
            AddedFor = act.OnBehalfOf,
            AddedAt = act.At,
        };
}
