using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>The key that signs receipts, section <c>Dossier:Receipts</c>.</summary>
public sealed class ReceiptKeyOptions
{
    public const string Section = "Dossier:Receipts";

    /// <summary>
    /// Path of a PEM file with the ECDSA P-256 private key (PKCS#8 or SEC 1). Required; in sample mode the host
    /// points it into the data folder and <see cref="CreateWhenAbsent"/> is set.
    /// </summary>
    [Required]
    public string KeyPath { get; set; } = "";

    /// <summary>Makes the key when the file is absent; false unless set, and only meant for sample mode.</summary>
    public bool CreateWhenAbsent { get; set; }

    /// <summary>The key.</summary>
    /// <exception cref="InvalidDataException">The file is absent, unreadable or holds no P-256 private key; the message says
    /// which.</exception>
    internal ECDsa Load() => KeyFile.Load(KeyPath, CreateWhenAbsent, "giấy tiếp nhận");
}
