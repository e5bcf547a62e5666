# From a bare ESP32-S3 board to a running pedestal; see README.md beside this file.
param([string]$Port, [switch]$Bare, [string]$Console, [string]$Keys, [string]$Settings)
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$target = 'ESP32_S3_OCTAL'
# Given, because nanoff has worked it out wrongly for some targets (nanoframework/Home issue 1835).
$address = '0x1B0000'
$app = Join-Path $root 'firmware/app/bin/Release'
if (-not ($Port -or $Console)) {
  throw 'usage: flash.ps1 [-Port PORT [-Bare]] [-Console PORT [-Keys FILE.keys.json] [-Settings FILE]]'
}

# Every assembly padded to four bytes, the application last: the CLR reads them one after the other.
function New-Image([string]$path) {
  $main = Join-Path $app 'Pedestal.Firmware.pe'
  if (-not (Test-Path $main)) { throw "no $main; build Pedestal.Firmware.nfproj in Release first" }
  $files = @(Get-ChildItem $app -Filter *.pe | Where-Object Name -ne 'Pedestal.Firmware.pe' | Sort-Object Name)
  $stream = [IO.File]::Create($path)
  try {
    foreach ($file in $files.FullName + $main) {
      $bytes = [IO.File]::ReadAllBytes($file)
      $stream.Write($bytes, 0, $bytes.Length)
      while ($stream.Length % 4) { $stream.WriteByte(0) }
    }
  }
  finally { $stream.Dispose() }
}

function Invoke-Nanoff {
  & nanoff --target $target --serialport $Port @args
  if ($LASTEXITCODE) { throw "nanoff ended with $LASTEXITCODE" }
}

# What the pedestal prints by itself is passed over; only an answer counts.
function Set-One($serial, [string]$name, [string]$value) {
  $serial.Write("set $name $value`r")
  do { $answer = $serial.ReadLine().Trim() } while ($answer -eq '' -or $answer -match '^(start|fault): ')
  if (-not $answer.StartsWith('stored')) { throw "$name was refused: $answer" }
  Write-Output "flash: $name stored"
}

if ($Port) {
  $image = New-TemporaryFile
  try {
    New-Image $image.FullName
    if ($Bare) { Invoke-Nanoff --update --masserase }
    Invoke-Nanoff --deploy --image $image.FullName --address $address
  }
  finally { Remove-Item $image }
}

if ($Console) {
  $serial = [IO.Ports.SerialPort]::new($Console, 115200)
  $serial.ReadTimeout = 10000
  $serial.NewLine = "`n"
  $serial.Open()
  try {
    $serial.Write("`r")
    if ($Keys) {
      $key = Get-Content $Keys -Raw | ConvertFrom-Json
      Set-One $serial venue $key.venue
      Set-One $serial device $key.device
      Set-One $serial match.key $key.match
      Set-One $serial ticket.key $key.ticket
    }
    if ($Settings) {
      foreach ($line in Get-Content $Settings | Where-Object { $_ -match '^[^#=]+=' }) {
        $name, $value = $line -split '=', 2
        Set-One $serial $name.Trim() $value.Trim()
      }
    }
    $serial.Write("reboot`r")
  }
  finally { $serial.Close() }
}
