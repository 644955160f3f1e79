using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Files;

/// <summary>
/// The file of a <c>multipart/form-data</c> request, in its one part named <c>file</c>. As a parameter of a handler it
/// is received and inspected before the command's transaction begins, so that a slow client holds up nobody.
/// </summary>
public sealed class Upload
{
    private const long FormBytes = 64 * 1024;

    private static readonly FileKind[] AllKinds = Enum.GetValues<FileKind>();

    private readonly IReadOnlyList<Error> faults;

    private Upload(StagedFile? file, string name, FileKind kind, IReadOnlyList<Error> faults) =>
        (File, Name, Kind, this.faults) = (file, name, kind, faults);

    /// <summary>What was received; null when nothing was. Gone after the request unless accepted.</summary>
    public StagedFile? File { get; }

    /// <summary>Name to keep; empty when refused.</summary>
    public string Name { get; }

    /// <summary>Kind by its bytes.</summary>
    public FileKind Kind { get; }

    /// <summary>Every reason not to take the file into a document; empty when it may be kept.</summary>
    /// <param name="accepted">Kinds that the document takes.</param>
    /// <param name="document">Official name of the document, for the message.</param>
    public IReadOnlyList<Error> FaultsFor(IReadOnlyCollection<FileKind> accepted, string document) =>
        faults.Count > 0 || accepted.Contains(Kind) ? faults : [FileErrors.KindNotAccepted(document, accepted)];

    /// <summary>Lets a minimal-API handler take an <see cref="Upload"/> parameter.</summary>
    public static async ValueTask<Upload> BindAsync(HttpContext context, ParameterInfo _)
    {
        var services = context.RequestServices;
        var maximum = services.GetRequiredService<IOptions<FileStoreOptions>>().Value.MaximumBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximum + FormBytes;
        }

        if (context.Request.GetMultipartBoundary() is not { Length: > 0 and <= 128 } boundary)
        {
            return Refuse(FileErrors.NotMultipart());
        }

        try
        {
            return await ReceiveAsync(new MultipartReader(boundary, context.Request.Body), services.GetRequiredService<IFileStore>(), maximum, context);
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return Refuse(FileErrors.MultipartBroken());
        }
    }

    private static async Task<Upload> ReceiveAsync(MultipartReader form, IFileStore store, long maximum, HttpContext context)
    {
        var part = await form.ReadNextSectionAsync(context.RequestAborted);
        if (part?.AsFileSection() is not { Name: "file", FileStream: { } body } section)
        {
            return Refuse(FileErrors.NoFile());
        }

        var file = await store.StageAsync(body, maximum, context.RequestAborted);
        context.Response.RegisterForDispose(file);
        if (file.TooLarge)
        {
            return Refuse(FileErrors.TooLarge(maximum));
        }

        if (await form.ReadNextSectionAsync(context.RequestAborted) is not null)
        {
            return Refuse(FileErrors.NoFile());
        }

        await using var content = file.OpenRead();
        var found = FileInspector.Inspect(content, section.FileName, AllKinds, "", maximum);
        return new Upload(file, found.Name, found.Kind, found.Faults);
    }

    private static Upload Refuse(Error fault) => new(null, "", default, [fault]);
}
