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

    /// <summary>Hours for which an upload that comes piece by piece waits for its next piece; 1 to 168, 24 unless set.</summary>
    [Range(1, 168)]
    public int ResumeHours { get; set; } = 24;

    /// <summary>The scanner that looks at each file before anybody reads it.</summary>
    public ScannerOptions Scanner { get; set; } = new();
}

/// <summary>Where ClamAV's daemon listens; section <c>Files:Scanner</c>. Its <c>StreamMaxLength</c> must be at least the largest
/// file.</summary>
public sealed class ScannerOptions
{
    /// <summary>Host name or address; empty, as unless set, for no scanner. With one, a file that it has not looked at is read by
    /// nobody.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port, 1 to 65535; 3310 unless set.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 3310;

    /// <summary>Longest that a scan may take, seconds; 1 to 600, 60 unless set.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}
