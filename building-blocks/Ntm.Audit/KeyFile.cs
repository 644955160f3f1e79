using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ntm.Audit;

/// <summary>ECDSA P-256 keys in PEM files, which sign with ES256 (SHA-256, signature as r ‖ s).</summary>
public static class KeyFile
{
    /// <summary>The private key of a file.</summary>
    /// <param name="path">PEM, PKCS#8 or SEC 1.</param>
    /// <param name="createWhenAbsent">Makes a key where there is no file.</param>
    /// <param name="purpose">What it signs, in Vietnamese, for the message.</param>
    /// <exception cref="InvalidDataException">The file is absent, unreadable or holds no P-256 private key; the message says
    /// which.</exception>
    public static ECDsa Load(string path, bool createWhenAbsent, string purpose)
    {
        if (createWhenAbsent && !File.Exists(path))
        {
            Create(path);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            var parameters = key.ExportParameters(includePrivateParameters: true);
            if (parameters.D is not null && IsP256(parameters))
            {
                return key;
            }
        }
        catch (Exception broken) when (IsUnreadable(broken))
        {
            key.Dispose();
            throw new InvalidDataException($"Không đọc được khóa ký {purpose} tại {path}: {broken.Message}", broken);
        }

        key.Dispose();
        throw new InvalidDataException($"Tệp {path} không chứa khóa riêng ECDSA P-256.");
    }

    /// <summary>The public key of a file, or the public half of the private one in it.</summary>
    /// <exception cref="InvalidDataException">The file is absent, unreadable or holds no P-256 key; the message says which.</exception>
    public static ECDsa LoadPublic(string path)
    {
        try
        {
            using var read = ECDsa.Create();
            read.ImportFromPem(File.ReadAllText(path));
            var parameters = read.ExportParameters(includePrivateParameters: false);
            return IsP256(parameters)
                ? ECDsa.Create(parameters)
                : throw new InvalidDataException($"Tệp {path} không chứa khóa ECDSA P-256.");
        }
        catch (Exception broken) when (IsUnreadable(broken))
        {
            throw new InvalidDataException($"Không đọc được khóa công khai tại {path}: {broken.Message}", broken);
        }
    }

    /// <summary>RFC 7638 thumbprint of the public half; base64url.</summary>
    public static string ThumbprintOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}"}""";
        return Encode(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }

    /// <summary>The signature over the bytes; base64url. A key signs for one at a time.</summary>
    public static string Sign(ECDsa key, byte[] bytes) => Encode(key.SignData(bytes, HashAlgorithmName.SHA256));

    /// <summary>Whether the owner of the key signed these bytes.</summary>
    public static bool Verify(ECDsa publicKey, byte[] bytes, string signature) =>
        Base64Url.IsValid(signature) && publicKey.VerifyData(bytes, Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);

    private static bool IsUnreadable(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException;

    private static bool IsP256(ECParameters parameters) => parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            PrivateFile.Create(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made one meanwhile; that is the key.
        }
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
