using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>The last scanned code, until it is wiped.</summary>
    public sealed class ScannedCode
    {
        /// <summary>Its bytes, followed by zeros.</summary>
        public readonly byte[] Bytes = new byte[TicketRequest.MaximumCodeLength];

        /// <summary>The number of bytes; 0 for no code.</summary>
        public int Length { get; private set; }

        /// <summary>Reads a code like <see cref="IQrReader.TryRead"/>: its length, 0, or the reason why not.</summary>
        public int Read(IQrReader reader)
        {
            var length = reader.TryRead(Bytes);
            Length = length > 0 ? length : 0;
            return length;
        }

        /// <summary>Wipes it.</summary>
        public void Forget()
        {
            System.Array.Clear(Bytes, 0, Bytes.Length);
            Length = 0;
        }

        /// <summary>Copies it into a request.</summary>
        public void CopyTo(TicketRequest request)
        {
            System.Array.Copy(Bytes, 0, request.Code, 0, Length);
            request.CodeLength = Length;
        }
    }
}
