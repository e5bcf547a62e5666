// references: mscorlib
namespace System.Security.Cryptography
{
    public enum CipherMode
    {
        CBC = 1,
    }

    public class HMACSHA256
    {
        public static extern byte[] HashData(byte[] key, byte[] source);
    }
}
