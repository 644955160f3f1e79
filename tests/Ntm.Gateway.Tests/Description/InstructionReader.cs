using System.Reflection;
using System.Reflection.Emit;

namespace Ntm.Gateway.Tests.Description;

/// <summary>The instructions of a method, with what they name: strings, small numbers, members as they are declared.</summary>
internal static class InstructionReader
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<(OpCode Code, object? Operand)> Read(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length; )
        {
            short value = bytes[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | bytes[at++]);
            }

            var code = Codes[value];
            yield return (code, Operand(method, code, bytes, at));
            at += Size(code.OperandType, bytes, at);
        }
    }

    private static object? Operand(MethodBase method, OpCode code, byte[] bytes, int at) =>
        code.OperandType switch
        {
            OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(bytes, at)),
            OperandType.InlineI => BitConverter.ToInt32(bytes, at),
            OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok => Member(method, BitConverter.ToInt32(bytes, at)),
            _ => null,
        };

    /// <summary>The member as its generic type and method declare it.</summary>
    private static MemberInfo? Member(MethodBase method, int token)
    {
        try
        {
            var found = method.Module.ResolveMember(
                token,
                method.DeclaringType?.GetGenericArguments(),
                method.IsGenericMethod ? method.GetGenericArguments() : []
            );
            return found is Type or null ? null : found.Module.ResolveMember(found.MetadataToken);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int Size(OperandType type, byte[] bytes, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
            _ => 4,
        };
}
