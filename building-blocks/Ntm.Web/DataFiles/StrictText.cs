using System.Text;

namespace Ntm.Web;

/// <summary>Decodes data files: broken UTF-8 is a fault and never replaced by a guess.</summary>
public static class StrictText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark.</summary>
    public static FileReading<string> Read(byte[] bytes)
    {
        try
        {
            return new FileReading<string>(Strict.GetString(bytes).TrimStart('\uFEFF'), []);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes.AsSpan(0, fault.Index).Count((byte)'\n');
            return FileReading<string>.Of(new FileFault(line, "", "không phải văn bản UTF-8."));
        }
    }
}
