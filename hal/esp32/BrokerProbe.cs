using System;
using System.Net;
using System.Net.Sockets;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Tests on a connection of its own whether a broker replies to TLS. The platform's handshake waits forever for a broker that
    /// accepts a connection and stays silent, and no thread runs meanwhile; here the other threads run, and the wait is bounded.
    /// </summary>
    public static class BrokerProbe
    {
        /// <summary>Null when the broker replies in time; otherwise the fault in words.</summary>
        public static string Probe(string host, int port, int timeoutMilliseconds)
        {
            var step = "the name " + host + " was not found: ";
            Socket socket = null;
            try
            {
                var address = Dns.GetHostEntry(host).AddressList[0];
                step = "";
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(new IPEndPoint(address, port));
                step = "the broker accepts the connection and does not reply: ";
                socket.ReceiveTimeout = timeoutMilliseconds;
                socket.Send(ClientHello.Write());
                return socket.Receive(new byte[1]) > 0 ? null : "the broker closed the connection at the first TLS message";
            }
            catch (Exception e)
            {
                return step + e.Message;
            }
            finally
            {
                socket?.Close();
            }
        }
    }
}
