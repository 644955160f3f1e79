using System.ComponentModel.DataAnnotations;

namespace Ntm.Files;

/// <summary>Where files lie, section <c>Files</c>.</summary>
public sealed class FileStoreOptions
{
    public const string Section = "Files";

    /// <summary>Folder of the store; made when absent. All replicas must see the same one. Default: <c>files</c> in
    /// <c>Data:Folder</c>.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Largest file in bytes, 1 to 1 GiB; 25 MiB unless set.</summary>
    [Range(1, 1L << 30)]
    public long MaximumBytes { get; set; } = 25L * 1024 * 1024;

    /// <summary>
    /// Age in minutes from which a half-received file is taken for the leftover of a dead process and removed at
    /// start, and a kept one that no command has committed is swept; 1 to 10080, 60 unless set. It must exceed the
    /// longest upload, since replicas share the folder.
    /// </summary>
    [Range(1, 10080)]
    public int LeftoverMinutes { get; set; } = 60;
}
