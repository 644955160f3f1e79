using System.ComponentModel.DataAnnotations;

namespace Ntm.Dossier.Files;

/// <summary>Where the files of the dossiers lie, section <c>Dossier:Files</c>.</summary>
public sealed class FileStoreOptions
{
    /// <summary>Folder of the store; made when absent. All replicas of the service must see the same one.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Dossier:Files:Root phải là đường dẫn thư mục lưu tệp hồ sơ.")]
    public string Root { get; set; } = "";

    /// <summary>Largest file in bytes, 1 to 1 GiB; 25 MiB unless set.</summary>
    [Range(1, 1L << 30, ErrorMessage = "Dossier:Files:MaximumBytes phải từ 1 đến 1073741824.")]
    public long MaximumBytes { get; set; } = 25L * 1024 * 1024;

    /// <summary>
    /// Age in minutes from which a half-received file is taken for the leftover of a dead process and removed at
    /// start, 1 to 10080; 60 unless set. It must exceed the longest upload, since replicas share the folder.
    /// </summary>
    [Range(1, 10080, ErrorMessage = "Dossier:Files:LeftoverMinutes phải từ 1 đến 10080.")]
    public int LeftoverMinutes { get; set; } = 60;
}
