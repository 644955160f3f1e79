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
/// The file of a <c>multipart/form-data</c> request, in its one part named <c>file</c>. As a parameter of a command's handler it
/// is received and inspected after the endpoint's <see cref="BodyAdmission"/> and before the command's transaction begins.
/// </summary>
public sealed class Upload : ILateBody
{
    private const long FormBytes = 64 * 1024;

    private static readonly FileKind[] AllKinds = Enum.GetValues<FileKind>();

    private readonly HttpContext context;
    private readonly long maximum;
    private IReadOnlyList<Error> faults = [FileErrors.NoFile()];

    private Upload(HttpContext context, long maximum) => (this.context, this.maximum) = (context, maximum);

    /// <summary>The received file; null when there was none. Deleted after the request unless accepted.</summary>
    public StagedFile? File { get; private set; }

    /// <summary>Name to keep; empty when refused.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Kind by its bytes.</summary>
    public FileKind Kind { get; private set; }

    /// <summary>Of the name and the content, so that another boundary around the same file makes no other request.</summary>
    public string Hash => faults.Count > 0 ? faults[0].Code : $"{File!.Hash} {Name}";

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
        var unknown = FileErrors.ExtensionUnknown(accepted);
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

    public async Task ReceiveAsync(CancellationToken cancellation)
    {
        if (context.Request.GetMultipartBoundary() is not { Length: > 0 and <= 128 } boundary)
        {
            faults = [FileErrors.NotMultipart()];
            return;
        }

        try
        {
            faults = await ReceiveAsync(new MultipartReader(boundary, context.Request.Body), cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            faults = [FileErrors.MultipartBroken()];
        }
    }

    private async Task<IReadOnlyList<Error>> ReceiveAsync(MultipartReader form, CancellationToken cancellation)
    {
        var part = await form.ReadNextSectionAsync(cancellation);
        if (part?.AsFileSection() is not { Name: "file", FileStream: { } body } section)
        {
            return [FileErrors.NoFile()];
        }

        var file = await context.RequestServices.GetRequiredService<IFileStore>().StageAsync(body, maximum, cancellation);
        context.Response.RegisterForDispose(file);
        if (file.TooLarge)
        {
            return [FileErrors.TooLarge(maximum)];
        }

        if (await form.ReadNextSectionAsync(cancellation) is not null)
        {
            return [FileErrors.NoFile()];
        }

        await using var content = file.OpenRead();
        var found = FileInspector.Inspect(content, section.FileName, AllKinds, "", maximum);
        (File, Name, Kind) = (file, found.Name, found.Kind);

        // Success is answered after the commit only: from then on a row names the file.
        context.Response.OnCompleted(() =>
        {
            if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                file.Settle();
            }

            return Task.CompletedTask;
        });
        return found.Faults;
    }
}
