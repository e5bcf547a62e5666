// references: mscorlib
namespace System.Security.Cryptography
{
    public enum CipherMode
    {
        CBC = 1,
    }

    public class Aes
    {
        public extern Aes(CipherMode mode);
        public extern byte[] IV { get; set; }
        public extern byte[] Key { get; set; }
        public extern byte[] Decrypt(byte[] data);
        public extern byte[] Encrypt(byte[] data);
    }

    public class HMACSHA256
    {
        public static extern byte[] HashData(byte[] key, byte[] source);
    }
}
