using Ntm.Web;

namespace Ntm.Files;

/// <summary>Result of the inspection of a received file: its name and kind, or every fault.</summary>
/// <param name="Name">Name to keep; empty when refused.</param>
/// <param name="Kind">Kind by its bytes.</param>
/// <param name="Faults">Every fault; empty when the file may be kept.</param>
public sealed record FileInspection(string Name, FileKind Kind, IReadOnlyList<Error> Faults)
{
    public bool Refused => Faults.Count > 0;
}

/// <summary>Decides by a file's bytes whether it is what its name says and may be kept.</summary>
public static class FileInspector
{
    /// <summary>Inspects a file.</summary>
    /// <param name="content">The whole content; must be able to seek.</param>
    /// <param name="givenName">Name as the person's program sent it.</param>
    /// <param name="accepted">Kinds that the document takes.</param>
    /// <param name="document">Official name of the document, for messages.</param>
    /// <param name="maximumBytes">Largest length in bytes.</param>
    public static FileInspection Inspect(
        Stream content,
        string? givenName,
        IReadOnlyCollection<FileKind> accepted,
        string document,
        long maximumBytes
    )
    {
        var faults = new List<Error>();
        var name = FileName.Read(givenName, faults);
        var claimed = name is null ? null : FileKinds.ClaimedBy(name);
        if (name is not null && claimed is null)
        {
            faults.Add(FileErrors.ExtensionUnknown(Path.GetExtension(name), accepted));
        }

        if (claimed is { } kind && !accepted.Contains(kind))
        {
            faults.Add(FileErrors.KindNotAccepted(document, accepted));
        }

        if (content.Length == 0)
        {
            faults.Add(FileErrors.Empty());
        }
        else if (content.Length > maximumBytes)
        {
            faults.Add(FileErrors.TooLarge(maximumBytes));
        }
        else if (claimed is { } known && FaultOf(content, known) is { } fault)
        {
            faults.Add(fault);
        }

        return new FileInspection(faults.Count == 0 ? name! : "", claimed ?? default, faults);
    }

    private static Error? FaultOf(Stream content, FileKind kind)
    {
        try
        {
            content.Position = 0;
            return kind switch
            {
                FileKind.Pdf => PdfCheck.FaultOf(content),
                FileKind.Jpeg or FileKind.Png => PictureCheck.FaultOf(content, kind),
                _ => OfficeCheck.FaultOf(content, kind),
            };
        }
        catch (EndOfStreamException)
        {
            return FileErrors.Mislabelled(kind);
        }
    }
}
