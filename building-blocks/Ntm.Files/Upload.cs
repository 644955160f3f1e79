using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>
/// The file of a <c>multipart/form-data</c> request, in its one part named <c>file</c>, or of an upload that came piece by piece
/// (<see cref="UploadEndpoints"/>) and is finished by <c>Upload-Id</c> and <c>Upload-Hash</c>. As a parameter of a command's handler it is
/// received, inspected and scanned after the endpoint's <see cref="BodyAdmission"/> and before the command's transaction begins.
/// </summary>
public sealed class Upload : ILateBody
{
    private const long FormBytes = 64 * 1024;
    private const string LengthHeader = "Upload-Length";
    private const string NameHeader = "Upload-Name";
    private const string IdHeader = "Upload-Id";
    private const string HashHeader = "Upload-Hash";

    private static readonly FileKind[] AllKinds = Enum.GetValues<FileKind>();

    private readonly HttpContext context;
    private readonly long maximum;
    private IReadOnlyList<Error> faults = [FileErrors.NoFile()];
    private string extension = "";

    private Upload(HttpContext context, long maximum) => (this.context, this.maximum) = (context, maximum);

    /// <summary>The received file; null when there was none. Deleted after the request unless accepted.</summary>
    public StagedFile? File { get; private set; }

    /// <summary>Name to keep; empty when refused.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Kind by its bytes.</summary>
    public FileKind Kind { get; private set; }

    /// <summary>Of the name and the content, so that another boundary around the same file makes no other request; of an upload that came
    /// piece by piece what names it, since nothing else of it is left once the command is done.</summary>
    public string Hash =>
        IsFinish ? $"{Header(IdHeader)} {Header(HashHeader)}"
        : faults.Count > 0 ? faults[0].Code
        : $"{File!.Hash} {Name}";

    /// <summary>Every reason not to take the file into a document; empty when it may be kept.</summary>
    /// <param name="accepted">Kinds that the document takes.</param>
    /// <param name="document">Official name of the document, for the message.</param>
    public IReadOnlyList<Error> FaultsFor(IReadOnlyCollection<FileKind> accepted, string document)
    {
        if (faults.Count == 0)
        {
            return accepted.Contains(Kind) ? [] : [FileErrors.KindNotAccepted(document, accepted)];
        }

        // When the file came, it was not known yet what the document takes.
        var unknown = FileErrors.ExtensionUnknown(extension, accepted);
        return [.. faults.Select(fault => fault.Code == unknown.Code ? unknown : fault)];
    }

    /// <summary>Lets a minimal-API handler take an <see cref="Upload"/> parameter; nothing is received yet.</summary>
    public static ValueTask<Upload> BindAsync(HttpContext context, ParameterInfo _)
    {
        var maximum = context.RequestServices.GetRequiredService<IOptions<FileStoreOptions>>().Value.MaximumBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximum + FormBytes;
        }

        return ValueTask.FromResult(new Upload(context, maximum));
    }

    public async Task<IResult?> ReceiveAsync(CancellationToken cancellation)
    {
        if (context.Request.Headers.ContainsKey(LengthHeader))
        {
            return Begin();
        }

        faults = IsFinish ? await FinishAsync(cancellation) : await ReceiveFormAsync(cancellation);
        return null;
    }

    private bool IsFinish => context.Request.Headers.ContainsKey(IdHeader);

    private string Owner => Caller.From(context.User).Subject;

    private string Header(string name) => context.Request.Headers[name].ToString();

    /// <summary>Begins an upload that comes piece by piece; where it goes on stands in <c>Location</c>.</summary>
    private IResult Begin()
    {
        if (
            !long.TryParse(Header(LengthHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || Header(NameHeader).Length == 0
        )
        {
            return FileErrors.UploadHeaders().ToProblem();
        }

        var wrong = new List<Error>();
        var name = FileName.Read(Uri.UnescapeDataString(Header(NameHeader)), wrong);
        if (name is not null && FileKinds.ClaimedBy(name) is null)
        {
            wrong.Add(FileErrors.ExtensionUnknown(Path.GetExtension(name), AllKinds));
        }

        if (length == 0 || length > maximum)
        {
            wrong.Add(length == 0 ? FileErrors.Empty() : FileErrors.TooLarge(maximum));
        }

        if (wrong.Count > 0)
        {
            return wrong.ToProblem();
        }

        var begun = Get<PartialUploads>().Begin(Owner, name!, length);
        UploadEndpoints.Say(context.Response, begun.Offset);
        return TypedResults.Created($"/{context.Request.Path.Value!.Split('/')[1]}/uploads/{begun.Id}");
    }

    private async Task<IReadOnlyList<Error>> FinishAsync(CancellationToken cancellation)
    {
        var hash = Header(HashHeader);
        if (!Guid.TryParse(Header(IdHeader), out var id) || hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            return [FileErrors.UploadHeaders()];
        }

        if (Get<PartialUploads>().Find(Owner, id) is not { } upload)
        {
            return [FileErrors.UploadUnknown()];
        }

        if (upload.Offset != upload.Length)
        {
            return [FileErrors.UploadIncomplete(upload.Offset, upload.Length)];
        }

        // The pieces stay until the command is done or refused: after a failure it is finished once more.
        context.Response.OnCompleted(() =>
        {
            if (context.Response.StatusCode < StatusCodes.Status500InternalServerError)
            {
                PartialUploads.Remove(upload);
            }

            return Task.CompletedTask;
        });
        await using var bytes = PartialUploads.OpenRead(upload);
        var file = await StageAsync(bytes, cancellation);
        return file.Hash.Equals(hash, StringComparison.OrdinalIgnoreCase)
            ? await InspectAsync(file, upload.Name, cancellation)
            : [FileErrors.HashMismatch()];
    }

    private async Task<IReadOnlyList<Error>> ReceiveFormAsync(CancellationToken cancellation)
    {
        if (context.Request.GetMultipartBoundary() is not { Length: > 0 and <= 128 } boundary)
        {
            return [FileErrors.NotMultipart()];
        }

        try
        {
            return await ReceiveAsync(new MultipartReader(boundary, context.Request.Body), cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return [FileErrors.MultipartBroken()];
        }
    }

    private async Task<IReadOnlyList<Error>> ReceiveAsync(MultipartReader form, CancellationToken cancellation)
    {
        var part = await form.ReadNextSectionAsync(cancellation);
        if (part?.AsFileSection() is not { Name: "file", FileStream: { } body } section)
        {
            return [FileErrors.NoFile()];
        }

        var file = await StageAsync(body, cancellation);
        if (file.TooLarge)
        {
            return [FileErrors.TooLarge(maximum)];
        }

        return await form.ReadNextSectionAsync(cancellation) is null
            ? await InspectAsync(file, section.FileName, cancellation)
            : [FileErrors.NoFile()];
    }

    private async Task<StagedFile> StageAsync(Stream content, CancellationToken cancellation)
    {
        var file = await Get<IFileStore>().StageAsync(content, maximum, cancellation);
        context.Response.RegisterForDispose(file);
        return file;
    }

    private async Task<IReadOnlyList<Error>> InspectAsync(StagedFile file, string name, CancellationToken cancellation)
    {
        await using var content = file.OpenRead();
        var found = FileInspector.Inspect(content, name, AllKinds, "", maximum);
        (File, Name, Kind, extension) = (file, found.Name, found.Kind, Path.GetExtension(name));

        // Success is answered after the commit only: from then on a row names the file.
        context.Response.OnCompleted(() =>
        {
            if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                file.Settle();
            }

            return Task.CompletedTask;
        });
        if (found.Faults.Count == 0)
        {
            await Get<FileScans>().ScanAsync(file, cancellation);
        }
        else if (found.Faults.FirstOrDefault(FileErrors.IsOfContent) is { } fault)
        {
            Get<SecurityLog>().Write(SecurityEvent.FileRefused, fault.Code, context, file.Hash);
        }

        return found.Faults;
    }

    private T Get<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
